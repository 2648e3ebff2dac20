using System.Collections.Immutable;
using System.Globalization;

namespace RadioNet.CallControl.Tiers;

/// <summary>
/// What neighbours may say. A lower node names as below it what the plan has below it, and nobody else, and says letters of these and
/// of its own; a node above says what hangs together, and letters. What breaks this is refused. Pure.
/// </summary>
/// <remarks>
/// The two ends of a link may obey different revisions for a while. What a neighbour said of the nodes below it, and could not, is
/// kept until it says it anew: another plan may make it right, and nobody would say it again.
/// </remarks>
/// <param name="self">The node.</param>
/// <param name="tree">The plan's tree now.</param>
/// <param name="membership">Who is a neighbour.</param>
internal sealed class TierWords(string self, Func<AddressHomes> tree, Membership membership)
{
    private readonly Dictionary<string, TierMessage.Below> _refused = [];

    /// <summary>What is wrong with a neighbour's word; null when it may say it.</summary>
    public string? Judge(string neighbour, TierMessage message)
    {
        var problem = membership.IsUplink(neighbour) || !(tree().IsBelow(neighbour, self) || membership.IsChild(neighbour))
            ? OfParent(message)
            : OfChild(neighbour, message);
        if (message is TierMessage.Below below)
        {
            _refused.Remove(neighbour);
            if (problem is not null)
            {
                _refused[neighbour] = below;
            }
        }

        return problem;
    }

    /// <summary>The link to a neighbour is dead: what it said is past.</summary>
    public void Forget(string neighbour) => _refused.Remove(neighbour);

    /// <summary>A part of a call is joined: who said before that it is apart would not say so now.</summary>
    public void Join(TierMessage.Joined joined)
    {
        foreach (var (neighbour, said) in _refused.ToArray())
        {
            _refused[neighbour] = said.Without(joined);
        }
    }

    /// <summary>What was refused, and is right by the plan that holds now.</summary>
    public IReadOnlyList<(string Neighbour, TierMessage.Below Said)> Right()
    {
        var right = _refused.Where(r => !membership.IsUplink(r.Key) && tree().IsBelow(r.Key, self) && OfBelow(r.Key, r.Value) is null)
            .Select(r => (r.Key, r.Value)).ToList();
        right.ForEach(r => _refused.Remove(r.Key));
        return right;
    }

    private static string? OfParent(TierMessage message) => message switch
    {
        TierMessage.Below => "the plan does not have it below this node, and it says what is below it",
        TierMessage.Joined => "the plan does not have it below this node, and it says that a call is joined",
        _ => null,
    };

    private string? OfChild(string child, TierMessage message) => message switch
    {
        TierMessage.Whole => "it is below this node, and says what hangs together",
        TierMessage.Below below => OfBelow(child, below),
        TierMessage.Joined joined when new[] { joined.Arbiter, joined.Into }.FirstOrDefault(node => !tree().Has(node) && !membership.View.Has(node)) is { } unknown =>
            $"it names {unknown} as an arbiter, which neither the plan has nor the network",
        TierMessage.Envelope { From: var from } when !membership.HasBelow(child, from) => $"it sends a letter of {from}, which is not below it",
        _ => null,
    };

    private string? OfBelow(string child, TierMessage.Below below)
    {
        var named = below.Uplinks.SelectMany(u => ImmutableArray.Create(u.Key, u.Value))
            .Concat(below.Apart.Values.SelectMany(parts => parts).SelectMany(part => part.Nodes.Append(part.Arbiter)))
            .Concat(below.Away.Values.Select(claim => claim.Node));
        var wrong = named.Where(node => node != child && !tree().IsBelow(node, child)).Distinct().Order(StringComparer.Ordinal).ToArray();
        return wrong.Length == 0 ? null : string.Create(
            CultureInfo.InvariantCulture, $"it names {wrong[0]}{(wrong.Length > 1 ? $" and {wrong.Length - 1} more" : "")} as below it, and the plan does not");
    }
}
