using RadioNet.Protocols;

namespace RadioNet.CallControl.Channels;

/// <summary>The two timeslots of a conventional repeater. The uplink wins over the downlink: what radios send, the repeater repeats.</summary>
internal sealed class RepeaterChannels(RepeaterShape shape, IdSource ids) : IChannels
{
    private readonly Channel[] _slots = [new(), new()];

    public RepeaterShape Shape { get; private set; } = shape;

    public bool TryReshape(RepeaterShape shape)
    {
        Shape = shape;
        return shape.CallsAtOnce == 0;
    }

    public void UplinkStarted(Timeslot slot, IngressId ingress, string? callKey)
    {
        At(slot).Uplink = ingress;
        At(slot).Last = callKey ?? At(slot).Last;
    }

    public void UplinkEnded(Timeslot slot, IngressId ingress)
    {
        if (At(slot).Uplink == ingress)
        {
            At(slot).Uplink = null;
        }
    }

    public void Share(IEnumerable<(CallClaim Claim, Timeslot Slot)> claims, HashSet<string> changed)
    {
        var all = claims.ToArray();
        Share(Timeslot.One, all, changed);
        Share(Timeslot.Two, all, changed);
    }

    public uint? LeaseOf(string callKey, Timeslot slot) => At(slot).Occupant == callKey ? At(slot).Lease : null;

    public string? CompetingAt(Timeslot slot) => At(slot).Occupant;

    private void Share(Timeslot slot, (CallClaim Claim, Timeslot Slot)[] claims, HashSet<string> changed)
    {
        var channel = At(slot);
        CallClaim? holder = null;
        CallClaim? best = null;
        foreach (var (claim, wanted) in claims)
        {
            if (wanted != slot)
            {
                continue;
            }

            if (claim.Key == channel.Occupant)
            {
                holder = claim;
            }
            else if ((!claim.Held || claim.Key == channel.Last) && (best is null || claim.Before(best)))
            {
                best = claim;
            }
        }

        var owner = channel.Uplink is not null || !Shape.Has(slot) ? null
            : holder is null ? best
            : best is not null && best.Takes(holder) ? best
            : holder;
        channel.GiveTo(owner?.Key, ids, changed);
    }

    private Channel At(Timeslot slot) => _slots[slot == Timeslot.Two ? 1 : 0];

    private sealed class Channel
    {
        public IngressId? Uplink { get; set; }

        /// <summary>The call that used the timeslot last, either way: its hang time may take the timeslot back, nobody else's.</summary>
        public string? Last { get; set; }

        public string? Occupant { get; private set; }

        public uint Lease { get; private set; }

        public void GiveTo(string? owner, IdSource ids, HashSet<string> changed)
        {
            if (owner == Occupant)
            {
                return;
            }

            if (Occupant is not null)
            {
                changed.Add(Occupant);
            }

            Occupant = owner;
            if (owner is not null)
            {
                Lease = ids.NextLease();
                Last = owner;
                changed.Add(owner);
            }
        }
    }
}
