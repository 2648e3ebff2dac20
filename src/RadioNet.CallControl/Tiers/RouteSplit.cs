using System.Collections.Immutable;

namespace RadioNet.CallControl.Tiers;

/// <summary>
/// A spurt's route over many nodes as what each of them does. Over a link the voice goes once, however many timeslots lie behind
/// it, and not at all where none does.
/// </summary>
public static class RouteSplit
{
    /// <summary>Splits a route.</summary>
    /// <param name="talkersNode">The node where the talker's voice comes in.</param>
    /// <param name="route">The timeslots that the spurt goes to.</param>
    /// <param name="nodeOf">The node that a timeslot is sent to from.</param>
    /// <param name="view">The nodes that can be reached; timeslots of others are left out.</param>
    /// <returns>What each node on the way does, the talker's always among them.</returns>
    public static ImmutableSortedDictionary<string, Branch> Of(
        string talkersNode, IEnumerable<SlotLease> route, Func<SlotLease, string> nodeOf, NodeView view)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(nodeOf);
        ArgumentNullException.ThrowIfNull(view);
        SortedDictionary<string, Draft> drafts = new(StringComparer.Ordinal) { [talkersNode] = new Draft(null) };
        foreach (var lease in route)
        {
            var node = nodeOf(lease);
            if (view.Has(node) && view.Has(talkersNode))
            {
                Reach(view.Way(talkersNode, node), drafts);
                drafts[node].Leases.Add(lease);
            }
        }

        return drafts.ToImmutableSortedDictionary(
            d => d.Key, d => new Branch(d.Value.From, [.. d.Value.To], d.Value.Leases.ToImmutable()), StringComparer.Ordinal);
    }

    /// <summary>The nodes that have to be told when a route changes: with what they do now, or null when they do nothing any more.</summary>
    public static IEnumerable<(string Node, Branch? Now)> Changes(
        ImmutableSortedDictionary<string, Branch> before, ImmutableSortedDictionary<string, Branch> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return after.Where(a => !a.Value.Equals(before.GetValueOrDefault(a.Key))).Select(a => (a.Key, (Branch?)a.Value))
            .Concat(before.Keys.Where(node => !after.ContainsKey(node)).Select(node => (node, (Branch?)null)));
    }

    private static void Reach(ImmutableArray<string> way, SortedDictionary<string, Draft> drafts)
    {
        for (var i = 1; i < way.Length; i++)
        {
            drafts[way[i - 1]].To.Add(way[i]);
            drafts.TryAdd(way[i], new Draft(way[i - 1]));
        }
    }

    private sealed class Draft(string? from)
    {
        public string? From { get; } = from;

        public SortedSet<string> To { get; } = new(StringComparer.Ordinal);

        public ImmutableArray<SlotLease>.Builder Leases { get; } = ImmutableArray.CreateBuilder<SlotLease>();
    }
}
