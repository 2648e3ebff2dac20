using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan;

/// <summary>The secrets of repeaters and users that one node may hold; what goes to it beside the plan's canonical text, which has none.</summary>
public sealed class SecretsSheet
{
    /// <summary>A sheet as it came.</summary>
    /// <param name="secrets">The secrets of repeaters.</param>
    /// <param name="users">The users' password hashes, by name.</param>
    public SecretsSheet(IEnumerable<KeyValuePair<RepeaterId, string>> secrets, IEnumerable<KeyValuePair<string, string>> users)
    {
        Secrets = secrets.ToImmutableSortedDictionary(Comparer<RepeaterId>.Create((a, b) => a.Value.CompareTo(b.Value)));
        Users = users.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>The secrets, by repeater.</summary>
    public ImmutableSortedDictionary<RepeaterId, string> Secrets { get; }

    /// <summary>The users' password hashes, by name.</summary>
    public ImmutableSortedDictionary<string, string> Users { get; }

    /// <summary>
    /// What a node may hold of a plan with its secrets: those of repeaters at sites in its own place, in places below and in the
    /// places above it (their sites may come to it when the nodes there are gone), and of those that roam; of users likewise
    /// those of its own place, of places below and of the places above it, so that they sign in there when it is cut off. Nothing
    /// for an unknown node, and no secret that this plan itself has only as <see cref="PlanSecrets.Kept"/>.
    /// </summary>
    public static SecretsSheet For(PlanIndex plan, string node)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!plan.Nodes.TryNode(node, out var found))
        {
            return new SecretsSheet([], []);
        }

        var near = plan.SitesUnder(found.At).Select(s => s.Id).ToHashSet();
        var above = plan.PlaceAndAbove(found.At).Select(p => p.Id).ToHashSet();
        return new SecretsSheet(
            from site in plan.Plan.Sites
            from repeater in site.Repeaters
            where repeater.HasSecret && (repeater.Roam || near.Contains(site.Id) || above.Contains(site.At))
            select KeyValuePair.Create(repeater.Id, repeater.Secret),
            from user in plan.Plan.Users
            where user.HasPasswordHash && (above.Contains(user.Place) || plan.PlaceAndAbove(user.Place).Any(place => place.Id == found.At))
            select KeyValuePair.Create(user.Name, user.PasswordHash));
    }

    /// <summary>The plan with these secrets; every other repeater's and user's is <see cref="PlanSecrets.Kept"/>: it can't log in here.</summary>
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
            Users = [.. plan.Users.Select(u => u with { PasswordHash = Users.GetValueOrDefault(u.Name, PlanSecrets.Kept) })],
        };
    }
}
