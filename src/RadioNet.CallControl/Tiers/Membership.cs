using System.Collections.Immutable;

namespace RadioNet.CallControl.Tiers;

/// <summary>
/// How a node comes to know which nodes hang together with it: each tells the one above what is below it, and the top tells all
/// what there is. Nobody's view changes while a new link's upper side has not taken the lower side up; the side that is lost
/// changes its own at once. Pure.
/// </summary>
/// <remarks>
/// When two sides meet, who was the top of the lower side, and the top of the upper one, name the calls that they arbitrate and
/// would have to give away: these stay apart (<see cref="NodeView.Unjoined"/>) until <see cref="Join"/>.
/// </remarks>
/// <param name="self">The node.</param>
/// <param name="tree">The plan's tree now.</param>
/// <param name="terms">The node's terms.</param>
/// <param name="busyCalls">The calls that an arbiter here holds something of, or one that has not given it over to this node yet, with its node.</param>
/// <param name="send">Says something to a neighbour.</param>
public sealed partial class Membership(
    string self, Func<AddressHomes> tree, Terms terms, Func<IEnumerable<(string Key, string Arbiter)>> busyCalls, Action<string, TierMessage> send)
{
    private const int MostToldAgain = 20;

    /// <summary>Joined parts that are remembered at most until the top has taken them.</summary>
    private const int MostJoined = 4096;

    private readonly SortedDictionary<string, TierMessage.Below> _below = new(StringComparer.Ordinal);
    private readonly List<TierMessage.Joined> _joined = [];
    private ImmutableSortedDictionary<string, ImmutableArray<Part>> _apart = ImmutableSortedDictionary<string, ImmutableArray<Part>>.Empty;
    private string? _uplink;
    private TierMessage.Below? _told;
    private int _toldAgain;

    /// <summary>What hangs together.</summary>
    public NodeView View { get; private set; } = NodeView.Alone(self);

    /// <summary>Whether this node's uplink goes to a neighbour.</summary>
    public bool IsUplink(string neighbour) => neighbour == _uplink;

    /// <summary>Whether a neighbour has said what is below it.</summary>
    public bool IsChild(string neighbour) => _below.ContainsKey(neighbour);

    /// <summary>Whether a node is a neighbour below this one, or below that one as it said.</summary>
    public bool HasBelow(string child, string node) => node == child || (_below.TryGetValue(child, out var said) && said.Uplinks.ContainsKey(node));

    /// <summary>The node above has accepted this one's link.</summary>
    public void UplinkUp(string above)
    {
        (_uplink, _toldAgain) = (above, 0);
        KeepApart(View.Nodes.ToImmutableHashSet(), View.Unjoined, _ => true);
        TellAbove();
    }

    /// <summary>The link to a neighbour is lost; true when the view changed here.</summary>
    public bool LinkDown(string neighbour)
    {
        if (neighbour == _uplink)
        {
            _uplink = null;
            Rule();
            return true;
        }

        if (!_below.Remove(neighbour))
        {
            return false;
        }

        return RuleOrTell();
    }

    /// <summary>Hears a neighbour; true when the view changed here. Envelopes are not for here.</summary>
    public bool Take(string neighbour, TierMessage message)
    {
        switch (message)
        {
            case TierMessage.Below below:
                if (_below.TryGetValue(neighbour, out var before) && IsSame(before, below))
                {
                    return false;
                }

                terms.See(below.Clock);
                _below[neighbour] = below;
                return RuleOrTell();
            case TierMessage.Whole whole when neighbour == _uplink && whole.View.Has(self):
                terms.See(whole.Clock);
                Adopt(whole.View);
                return true;
            case TierMessage.Joined joined:
                return Join(joined, tellsTop: true); // also when the part was this node's
            default:
                return false;
        }
    }

    /// <summary>A part of a call is joined: known here at once, and everywhere soon. True when the view changed here.</summary>
    /// <param name="joined">Which part, to which.</param>
    /// <param name="tellsTop">Whether the top hears of it from here: whom it is joined to tells it, unless the view here had it so before, and nodes between pass it on.</param>
    public bool Join(TierMessage.Joined joined, bool tellsTop)
    {
        if (_uplink is null)
        {
            _joined.Clear();
        }
        else
        {
            Remember(joined);
            if (tellsTop)
            {
                send(_uplink, joined);
            }
        }

        _apart = _apart.Remove(joined.CallKey);
        foreach (var (child, said) in _below.ToArray())
        {
            _below[child] = said.Without(joined);
        }

        if (!View.HasPart(joined.CallKey, joined.Arbiter))
        {
            return false;
        }

        View = View.Join(joined);
        TellBelow();
        return true;
    }

    /// <summary>A part that nobody here knows is not remembered: one that arises later is another.</summary>
    private void Remember(TierMessage.Joined joined)
    {
        _joined.Remove(joined);
        if (View.HasPart(joined.CallKey, joined.Arbiter))
        {
            if (_joined.Count == MostJoined)
            {
                _joined.RemoveAt(0);
            }

            _joined.Add(joined);
        }
    }

    /// <summary>Another plan holds: what this node keeps apart by its former plan alone is apart no more.</summary>
    public void ObeyPlan()
    {
        var before = View;
        foreach (var (callKey, parts) in _apart)
        {
            var now = View.With(tree(), callKey, parts);
            if (!now.Unjoined.ContainsKey(callKey))
            {
                _apart = _apart.Remove(callKey);
                View = now;
            }
        }

        if (!ReferenceEquals(before, View))
        {
            TellBelow();
        }
    }

    private static bool IsSame(TierMessage.Below one, TierMessage.Below other) =>
        one.Clock == other.Clock && one.Uplinks.SequenceEqual(other.Uplinks) && one.Away.SequenceEqual(other.Away) && one.Apart.Matches(other.Apart);

    private bool RuleOrTell()
    {
        if (_uplink is not null)
        {
            TellAbove();
            return false;
        }

        Rule();
        return true;
    }

    /// <summary>The top makes a new view of what is below it.</summary>
    private void Rule()
    {
        var before = View;
        _joined.Clear();
        var view = NodeView.Alone(self) with
        {
            Uplinks = UplinksBelow(),
            Away = ClaimsOver(NodeView.NothingAway),
        };
        DropBeatenClaims(view);
        var apart = before.Unjoined;
        foreach (var (callKey, parts) in _below.Values.SelectMany(b => b.Apart).Concat(_apart))
        {
            apart = apart.SetItem(callKey, [.. apart.GetValueOrDefault(callKey, []).And(parts)]);
        }

        foreach (var (callKey, arbiter) in busyCalls().Where(call => tree().HomeOfCall(call.Key) is var home && !before.Has(home) && view.Has(home)))
        {
            apart = apart.SetItem(callKey, [.. apart.GetValueOrDefault(callKey, []).And([new Part(arbiter, before.Nodes.ToImmutableHashSet())])]);
        }

        foreach (var (callKey, parts) in apart)
        {
            view = view.With(tree(), callKey, parts);
        }

        _apart = _apart.Clear();
        foreach (var (child, below) in _below.ToArray())
        {
            _below[child] = below with { Apart = below.Apart.Clear() };
        }

        View = view;
        TellBelow();
    }

    /// <summary>Takes the view of the top, which may not know yet what is kept apart, or has been joined, here.</summary>
    private void Adopt(NodeView whole)
    {
        _joined.RemoveAll(j => !whole.HasPart(j.CallKey, j.Arbiter) || !whole.Has(j.Into));
        if (View.Top == self)
        {
            KeepApart(View.Nodes.ToImmutableHashSet(), View.Unjoined, key => KeeperIn(whole, key) != self);
        }

        foreach (var joined in _joined)
        {
            whole = whole.Join(joined);
        }

        var wasKnown = _apart.Where(a => a.Value.All(p => whole.HasPart(a.Key, p.Arbiter))).Select(a => a.Key).ToArray();
        _apart = _apart.RemoveRange(wasKnown);
        foreach (var (callKey, parts) in _apart)
        {
            whole = whole.With(tree(), callKey, whole.Unjoined.GetValueOrDefault(callKey, []).And(parts));
            if (!whole.Unjoined.ContainsKey(callKey))
            {
                _apart = _apart.Remove(callKey); // by the plan of now its keeper is in the part: there is nothing to join
            }
        }

        foreach (var (child, below) in _below.ToArray())
        {
            var unknown = below.Apart.Where(a => !a.Value.All(p => whole.HasPart(a.Key, p.Arbiter)) && !whole.Has(child));
            _below[child] = below with { Apart = unknown.ToImmutableSortedDictionary() };
        }

        View = whole = whole with { Away = ClaimsOver(whole.Away) };
        var isBeaten = DropBeatenClaims(whole);
        TellBelow();
        if (isBeaten || (!_apart.IsEmpty && MayTellAgain()))
        {
            TellAbove();
        }
    }

    private string KeeperIn(NodeView view, string callKey) => tree().HomeOfCall(callKey) is var home && view.Has(home) ? home : view.Top;

    private void KeepApart(ImmutableHashSet<string> nodes, ImmutableSortedDictionary<string, ImmutableArray<Part>> unjoined, Func<string, bool> gives)
    {
        _apart = unjoined;
        foreach (var (callKey, arbiter) in busyCalls().Where(
            call => !nodes.Contains(tree().HomeOfCall(call.Key)) && gives(call.Key) && !unjoined.ContainsKey(call.Key)))
        {
            _apart = _apart.SetItem(callKey, [new Part(arbiter, nodes)]);
        }
    }

    /// <summary>
    /// To which node each uplink below goes. A node that moved is named twice until its former parent has noticed: it is where it is a
    /// neighbour, else on one of the ways.
    /// </summary>
    private ImmutableSortedDictionary<string, string> UplinksBelow()
    {
        var uplinks = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (node, above) in _below.Keys.Select(child => KeyValuePair.Create(child, self)).Concat(_below.Values.SelectMany(b => b.Uplinks)))
        {
            uplinks.TryAdd(node, above);
        }

        return uplinks.ToImmutable();
    }

    /// <summary>
    /// What the top has not taken is told again: it may have known less when it heard that. It is not told for ever, because
    /// a top with another plan never takes it.
    /// </summary>
    private bool MayTellAgain()
    {
        _toldAgain = _told is { } told && Apart().Matches(told.Apart) ? _toldAgain + 1 : 0;
        return _toldAgain < MostToldAgain;
    }

    private void TellAbove() => send(_uplink!, _told = new TierMessage.Below(UplinksBelow(), Apart(), terms.Clock)
    {
        Away = ClaimsOver(NodeView.NothingAway),
    });

    private ImmutableSortedDictionary<string, ImmutableArray<Part>> Apart() =>
        _below.Values.SelectMany(b => b.Apart).Concat(_apart).GroupBy(a => a.Key)
            .ToImmutableSortedDictionary(g => g.Key, g => g.Select(a => a.Value).Aggregate((one, other) => [.. one.And(other)]));

    private void TellBelow()
    {
        foreach (var child in _below.Keys.Where(View.Has))
        {
            send(child, new TierMessage.Whole(View, terms.Clock));
        }
    }
}
