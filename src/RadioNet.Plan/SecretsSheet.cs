using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan;

/// <summary>The secrets of repeaters that one node may hold; what goes to it beside the plan's canonical text, which has none.</summary>
public sealed class SecretsSheet
{
    /// <summary>A sheet as it came.</summary>
    public SecretsSheet(IEnumerable<KeyValuePair<RepeaterId, string>> secrets) =>
        Secrets = secrets.ToImmutableSortedDictionary(Comparer<RepeaterId>.Create((a, b) => a.Value.CompareTo(b.Value)));

    /// <summary>The secrets, by repeater.</summary>
    public ImmutableSortedDictionary<RepeaterId, string> Secrets { get; }

    /// <summary>
    /// What a node may hold of a plan with its secrets: those of repeaters at sites in its own place, in places below and in the
    /// places above it (their sites may come to it when the nodes there are gone), and of those that roam. Nothing for an
    /// unknown node, and no secret that this plan itself has only as <see cref="PlanSecrets.Kept"/>.
    /// </summary>
    public static SecretsSheet For(PlanIndex plan, string node)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!plan.Nodes.TryNode(node, out var found))
        {
            return new SecretsSheet([]);
        }

        var near = plan.SitesUnder(found.At).Select(s => s.Id).ToHashSet();
        var above = plan.PlaceAndAbove(found.At).Select(p => p.Id).ToHashSet();
        return new SecretsSheet(
            from site in plan.Plan.Sites
            from repeater in site.Repeaters
            where repeater.HasSecret && (repeater.Roam || near.Contains(site.Id) || above.Contains(site.At))
            select KeyValuePair.Create(repeater.Id, repeater.Secret));
    }

    /// <summary>The plan with these secrets; every other repeater's is <see cref="PlanSecrets.Kept"/>: it can't log in here.</summary>
    public NetworkPlan Fill(NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan with
        {
            Sites =
            [
                .. plan.Sites.Select(s => s with
                {
                    Repeaters = [.. s.Repeaters.Select(r => r with { Secret = Secrets.GetValueOrDefault(r.Id, PlanSecrets.Kept) })],
                }),
            ],
        };
    }
}
