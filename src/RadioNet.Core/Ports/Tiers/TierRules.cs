using RadioNet.Plan.Model;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>What follows from where nodes stand: who is below whom, and whose secrets a node may know.</summary>
internal static class TierRules
{
    /// <summary>The root's node.</summary>
    public static string RootOf(NetworkPlan plan)
    {
        var root = plan.Places.First(place => place.In is null).Id;
        return plan.Nodes.First(node => node.At == root).Id;
    }

    /// <summary>Whether the plan has a node at a place below another's.</summary>
    public static bool IsBelow(NetworkPlan plan, string lower, string upper) =>
        PlaceOf(plan, lower) is { } low && PlaceOf(plan, upper) is { } high && low != high && Upwards(Parents(plan), low).Contains(high);

    /// <summary>The secrets of the repeaters that a node may serve: those at its place and below, and at the places above.</summary>
    public static IEnumerable<Repeater> RepeatersFor(NetworkPlan plan, string node)
    {
        if (PlaceOf(plan, node) is not { } own)
        {
            return [];
        }

        var parents = Parents(plan);
        var above = Upwards(parents, own).ToHashSet();
        return plan.Sites.Where(site => above.Contains(site.At) || Upwards(parents, site.At).Contains(own)).SelectMany(site => site.Repeaters);
    }

    private static string? PlaceOf(NetworkPlan plan, string node) => plan.Nodes.FirstOrDefault(one => one.Id == node)?.At;

    private static Dictionary<string, string?> Parents(NetworkPlan plan) => plan.Places.ToDictionary(place => place.Id, place => place.In);

    /// <summary>A place, then those above it.</summary>
    private static IEnumerable<string> Upwards(Dictionary<string, string?> parents, string place)
    {
        for (var at = place; at is not null; at = parents.GetValueOrDefault(at))
        {
            yield return at;
        }
    }
}
