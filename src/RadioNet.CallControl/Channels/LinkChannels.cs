using RadioNet.Protocols;

namespace RadioNet.CallControl.Channels;

/// <summary>
/// A link that carries many calls at once, counted in both directions together: a call that comes in and goes out counts
/// once. What comes in can't be refused here; it leaves less for what goes out. Timeslots are labels.
/// </summary>
internal sealed class LinkChannels(RepeaterShape shape) : IChannels
{
    private readonly Dictionary<IngressId, string?> _uplinks = [];
    private readonly HashSet<string> _comingIn = [];
    private readonly HashSet<string> _occupants = [];
    private readonly Dictionary<string, CallClaim> _claims = [];

    public RepeaterShape Shape { get; private set; } = shape;

    /// <summary>Calls on the link now.</summary>
    private int Carried =>
        _comingIn.Count + _uplinks.Values.Count(key => key is null) + _occupants.Count(key => !_comingIn.Contains(key));

    public bool TryReshape(RepeaterShape shape)
    {
        Shape = shape;
        return shape.CallsAtOnce > 0;
    }

    public void UplinkStarted(Timeslot slot, IngressId ingress, string? callKey) => _uplinks[ingress] = callKey;

    public void UplinkEnded(Timeslot slot, IngressId ingress) => _uplinks.Remove(ingress);

    public void Share(IEnumerable<(CallClaim Claim, Timeslot Slot)> claims, HashSet<string> changed)
    {
        TakeStock(claims, changed);
        var carried = Carried;
        while (carried > Shape.CallsAtOnce && LastToGiveWay(null) is { } surplus)
        {
            Drop(surplus, changed);
            carried--;
        }

        foreach (var claim in Waiting())
        {
            if (!_comingIn.Contains(claim.Key))
            {
                if (carried < Shape.CallsAtOnce)
                {
                    carried++;
                }
                else if (LastToGiveWay(claim) is { } loser)
                {
                    Drop(loser, changed);
                }
                else
                {
                    continue;
                }
            }

            _occupants.Add(claim.Key);
            changed.Add(claim.Key);
        }
    }

    public uint? LeaseOf(string callKey, Timeslot slot) => _occupants.Contains(callKey) ? 0u : null;

    public string? CompetingAt(Timeslot slot) => null;

    private void TakeStock(IEnumerable<(CallClaim Claim, Timeslot Slot)> claims, HashSet<string> changed)
    {
        _claims.Clear();
        foreach (var (claim, _) in claims)
        {
            _claims[claim.Key] = claim;
        }

        foreach (var gone in _occupants.Where(key => !_claims.ContainsKey(key)))
        {
            _occupants.Remove(gone);
            changed.Add(gone);
        }

        _comingIn.Clear();
        _comingIn.UnionWith(_uplinks.Values.OfType<string>());
    }

    /// <summary>Who waits, first to last. Hang time keeps what it has and takes nothing new.</summary>
    private CallClaim[] Waiting()
    {
        if (_claims.Count == _occupants.Count)
        {
            return [];
        }

        CallClaim[] waiting = [.. _claims.Values.Where(c => !c.Held && !_occupants.Contains(c.Key))];
        Array.Sort(waiting, (a, b) => a.Before(b) ? -1 : b.Before(a) ? 1 : 0);
        return waiting;
    }

    /// <summary>The call that gives way first, of those whose going frees a place (and that <paramref name="taker"/> may take).</summary>
    private CallClaim? LastToGiveWay(CallClaim? taker)
    {
        CallClaim? last = null;
        foreach (var key in _occupants)
        {
            var claim = _claims[key];
            if (!_comingIn.Contains(key) && (taker is null || taker.Takes(claim)) && (last is null || last.Before(claim)))
            {
                last = claim;
            }
        }

        return last;
    }

    private void Drop(CallClaim claim, HashSet<string> changed)
    {
        _occupants.Remove(claim.Key);
        changed.Add(claim.Key);
    }
}
