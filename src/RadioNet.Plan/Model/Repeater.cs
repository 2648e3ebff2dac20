using RadioNet.Protocols;

namespace RadioNet.Plan.Model;

/// <summary>A third-party base station that attaches over the Homebrew protocol.</summary>
/// <param name="Id">The id by which it logs in.</param>
/// <param name="Secret">The secret that it proves at login; <c>kept</c> in an export means the stored one.</param>
public sealed record Repeater(RepeaterId Id, string Secret)
{
    /// <summary>Whether the secret itself is here; a node has the secrets of some repeaters alone, and <c>kept</c> proves nothing.</summary>
    public bool HasSecret => Secret != PlanSecrets.Kept;

    /// <summary>Its colour code on the air.</summary>
    public ColorCode ColorCode { get; init; } = new(1);

    /// <summary>
    /// 0 for a two-slot repeater; otherwise the number of calls that this link carries at once,
    /// both directions together, for a link that is no repeater.
    /// </summary>
    public int CallsAtOnce { get; init; }

    /// <summary>Whether it may log in at any node: every node then holds its secret.</summary>
    public bool Roam { get; init; }

    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; init; }
}
