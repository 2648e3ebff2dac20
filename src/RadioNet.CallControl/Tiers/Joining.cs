using System.Collections.Immutable;

namespace RadioNet.CallControl.Tiers;

/// <summary>The arithmetic of parts that are not joined yet.</summary>
internal static class Joining
{
    /// <summary>The view with a call's parts, made to have all nodes: those in no part belong to the call's keeper's.</summary>
    public static NodeView With(this NodeView view, AddressHomes tree, string callKey, IEnumerable<Part> parts)
    {
        var kept = parts.Select(p => p with { Nodes = p.Nodes.Intersect(view.Nodes) }).Where(p => p.Nodes.Contains(p.Arbiter)).ToList();
        var rest = view.Nodes.ToImmutableHashSet().Except(kept.SelectMany(p => p.Nodes));
        if (!rest.IsEmpty)
        {
            var home = tree.HomeOfCall(callKey);
            var keeper = view.Has(home) ? home : view.Top;
            var at = kept.FindIndex(p => p.Nodes.Contains(keeper));
            if (at >= 0)
            {
                kept[at] = kept[at] with { Nodes = kept[at].Nodes.Union(rest) };
            }
            else
            {
                kept.Add(new Part(keeper, rest));
            }
        }

        return view with
        {
            Unjoined = kept.Count > 1
                ? view.Unjoined.SetItem(callKey, [.. kept.OrderBy(p => p.Arbiter, StringComparer.Ordinal)])
                : view.Unjoined.Remove(callKey),
        };
    }

    /// <summary>
    /// The view with a part of a call joined to another, or to whom that one was joined itself meanwhile: whatever this node's plan says,
    /// since the two may have another one. When one part is left, the call is whole, also where a plan has put its home elsewhere: it
    /// goes there from hand to hand.
    /// </summary>
    public static NodeView Join(this NodeView view, TierMessage.Joined joined)
    {
        if (!view.Unjoined.TryGetValue(joined.CallKey, out var parts) || parts.FirstOrDefault(p => p.Arbiter == joined.Arbiter) is not { } given)
        {
            return view;
        }

        var into = parts.FirstOrDefault(p => p != given && p.Nodes.Contains(joined.Into)) ?? new Part(joined.Into, []);
        Part[] left = [.. parts.Where(p => p != given && p != into), into with { Nodes = into.Nodes.Union(given.Nodes) }];
        return view with
        {
            Unjoined = left.Length > 1
                ? view.Unjoined.SetItem(joined.CallKey, [.. left.OrderBy(p => p.Arbiter, StringComparer.Ordinal)])
                : view.Unjoined.Remove(joined.CallKey),
        };
    }

    /// <summary>What a neighbour said of the nodes below it, without a part that has been joined since.</summary>
    public static TierMessage.Below Without(this TierMessage.Below said, TierMessage.Joined joined)
    {
        if (!said.Apart.TryGetValue(joined.CallKey, out var parts) || parts.All(p => p.Arbiter != joined.Arbiter))
        {
            return said;
        }

        parts = parts.RemoveAll(p => p.Arbiter == joined.Arbiter);
        return said with { Apart = parts.IsEmpty ? said.Apart.Remove(joined.CallKey) : said.Apart.SetItem(joined.CallKey, parts) };
    }

    /// <summary>Whether a call has a part of an arbiter's.</summary>
    public static bool HasPart(this NodeView view, string callKey, string arbiter) =>
        view.Unjoined.TryGetValue(callKey, out var parts) && parts.Any(p => p.Arbiter == arbiter);

    /// <summary>Whether the same calls are apart, in the same parts.</summary>
    public static bool Matches(this ImmutableSortedDictionary<string, ImmutableArray<Part>> parts, ImmutableSortedDictionary<string, ImmutableArray<Part>> others) =>
        parts.Count == others.Count && parts.All(p => others.TryGetValue(p.Key, out var other) && p.Value.Length == other.Length
            && p.Value.Zip(other).All(pair => pair.First.Arbiter == pair.Second.Arbiter && pair.First.Nodes.SetEquals(pair.Second.Nodes)));

    /// <summary>The parts of one call with those of another word about it: who is named in both stays as the first says.</summary>
    public static IEnumerable<Part> And(this IEnumerable<Part> parts, IEnumerable<Part> others)
    {
        Part[] first = [.. parts];
        Part[] more = [.. others.Where(o => first.All(p => p.Arbiter != o.Arbiter))];
        var taken = more.SelectMany(p => p.Nodes).ToImmutableHashSet();
        return [.. first.Select(p => p with { Nodes = p.Nodes.Except(taken) }), .. more];
    }
}
