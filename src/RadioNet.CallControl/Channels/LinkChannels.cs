using RadioNet.Protocols;

namespace RadioNet.CallControl.Channels;

/// <summary>A link that carries many calls at once, counted in both directions together; timeslots are labels.</summary>
internal sealed class LinkChannels(RepeaterShape shape) : IChannels
{
    private readonly Dictionary<IngressId, string?> _uplinks = [];
    private readonly HashSet<string> _occupants = [];

    public RepeaterShape Shape { get; private set; } = shape;

    /// <summary>Calls on the link now; one that comes in and goes out counts once.</summary>
    private int Carried => _occupants.Count + _uplinks.Values.Count(key => key is null || !_occupants.Contains(key));

    public bool TryReshape(RepeaterShape shape)
    {
        Shape = shape;
        return shape.CallsAtOnce > 0;
    }

    public void UplinkStarted(Timeslot slot, IngressId ingress, string? callKey) => _uplinks[ingress] = callKey;

    public void UplinkEnded(Timeslot slot, IngressId ingress) => _uplinks.Remove(ingress);

    public void Share(IEnumerable<(CallClaim Claim, Timeslot Slot)> claims, HashSet<string> changed)
    {
        var all = claims.Select(c => c.Claim).ToDictionary(c => c.Key);
        foreach (var gone in _occupants.Where(key => !all.ContainsKey(key)).ToArray())
        {
            _occupants.Remove(gone);
        }

        while (_occupants.Count > 0 && Carried > Shape.CallsAtOnce)
        {
            Drop(Last(all), changed);
        }

        foreach (var claim in Waiting(all))
        {
            if (Carried >= Shape.CallsAtOnce && !_uplinks.ContainsValue(claim.Key))
            {
                if (_occupants.Count == 0 || !claim.Takes(Last(all)))
                {
                    continue;
                }

                Drop(Last(all), changed);
            }

            _occupants.Add(claim.Key);
            changed.Add(claim.Key);
        }
    }

    public uint? LeaseOf(string callKey, Timeslot slot) => _occupants.Contains(callKey) ? 0u : null;

    public string? CompetingAt(Timeslot slot) => null;

    private CallClaim[] Waiting(Dictionary<string, CallClaim> all)
    {
        if (all.Count == _occupants.Count)
        {
            return [];
        }

        CallClaim[] waiting = [.. all.Values.Where(c => !_occupants.Contains(c.Key))];
        Array.Sort(waiting, (a, b) => a.Before(b) ? -1 : b.Before(a) ? 1 : 0);
        return waiting;
    }

    /// <summary>The call that would give way first.</summary>
    private CallClaim Last(Dictionary<string, CallClaim> all) =>
        _occupants.Select(key => all[key]).Aggregate((last, next) => last.Before(next) ? next : last);

    private void Drop(CallClaim claim, HashSet<string> changed)
    {
        _occupants.Remove(claim.Key);
        changed.Add(claim.Key);
    }
}
