using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Routing;

/// <summary>Who is among a stream's destinations.</summary>
internal sealed partial class Distribution
{
    private readonly LegPool _legs = new();
    private int _mark;

    /// <summary>
    /// Makes a route the stream's. Who is new hears nothing yet (<see cref="CatchUp"/>, <see cref="Forward"/>); who is gone
    /// gets a terminator at once.
    /// </summary>
    public void SetRoute(IncomingStream stream, Route route)
    {
        _mark++;
        if (!route.Destinations.IsDefault)
        {
            for (int i = 0; i < route.Destinations.Length; i++) Name(stream, route.Destinations[i], hint: i);
        }

        for (int i = stream.LegCount - 1; i >= 0; i--)
        {
            if (stream.Legs[i].Mark != _mark) RemoveLeg(stream, i, sayEnd: true);
        }
    }

    /// <summary>Leaves every destination without a word: the stream's own terminator has just been sent.</summary>
    public void Release(IncomingStream stream)
    {
        foreach (ref Leg leg in stream.Legs.AsSpan(0, stream.LegCount)) Vacate(stream, leg);
        stream.LegCount = 0;
        if (stream.Legs.Length == 0) return;
        _legs.GiveBack(stream.Legs);
        stream.Legs = [];
    }

    /// <summary>Takes a closed port out of all streams' destinations; nothing is sent to it any more.</summary>
    public void Forget(RouterPort port, ReadOnlySpan<IncomingStream> streams)
    {
        if (!port.ManyCalls)
        {
            Forget(port.Outgoing(Timeslot.One));
            Forget(port.Outgoing(Timeslot.Two));
            return;
        }

        foreach (IncomingStream stream in streams)
        {
            for (int i = stream.LegCount - 1; i >= 0; i--)
                if (stream.Legs[i].Port == port) RemoveLeg(stream, i, sayEnd: false);
        }
    }

    private void Forget(OutgoingSlot slot)
    {
        if (slot.Occupant is { } occupant) RemoveLeg(occupant, slot.LegIndex, sayEnd: false);
    }

    /// <summary>Keeps a destination, or adds it if its port is open and its lease is not outdated.</summary>
    private void Name(IncomingStream stream, in Destination destination, int hint)
    {
        if (!ports.TryGetValue(destination.Port, out RouterPort? port) || destination.Slot is not (Timeslot.One or Timeslot.Two))
        {
            cells.UnknownDestinations++;
            return;
        }

        // Never back to where it came from; on a port that carries many calls the slot is only a label.
        if (port == stream.Port && (port.ManyCalls || destination.Slot == stream.Key.Slot)) return;

        if (port.ManyCalls)
        {
            // Between nodes the label stays the same on the whole way: a route that names another begins no spurt anew.
            Timeslot label = port.BetweenNodes ? stream.Key.Slot : destination.Slot;
            int index = FindLeg(stream, port, label, hint);
            if (index >= 0) stream.Legs[index].Mark = _mark;
            else AddLeg(stream, port, label);
            return;
        }

        OutgoingSlot slot = port.Outgoing(destination.Slot);
        if (slot.Occupant == stream)
        {
            slot.HighestLease = Math.Max(slot.HighestLease, destination.Lease);
            stream.Legs[slot.LegIndex].Mark = _mark;
            return;
        }

        if (!slot.Admits(destination.Lease))
        {
            cells.RefusedLeases++;
            return;
        }

        if (slot.Occupant is { } former) RemoveLeg(former, slot.LegIndex, sayEnd: true);
        (slot.HighestLease, slot.Occupant, slot.LegIndex) = (destination.Lease, stream, stream.LegCount);
        AddLeg(stream, port, destination.Slot);
    }

    private static int FindLeg(IncomingStream stream, RouterPort port, Timeslot slot, int hint)
    {
        // Routes mostly change at one place: look where it stood.
        if (hint < stream.LegCount && stream.Legs[hint].Port == port && stream.Legs[hint].Slot == slot) return hint;
        for (int i = 0; i < stream.LegCount; i++)
            if (stream.Legs[i].Port == port && stream.Legs[i].Slot == slot) return i;
        return -1;
    }

    private void AddLeg(IncomingStream stream, RouterPort port, Timeslot slot)
    {
        if (stream.LegCount == stream.Legs.Length)
        {
            Leg[] larger = _legs.Take(stream.LegCount + 1);
            stream.Legs.AsSpan(0, stream.LegCount).CopyTo(larger);
            if (stream.Legs.Length > 0) _legs.GiveBack(stream.Legs);
            stream.Legs = larger;
        }

        stream.Legs[stream.LegCount++] = new Leg { Port = port, Slot = slot, Spurt = port.Link is null ? null : links.Take(), Mark = _mark };
    }

    private void RemoveLeg(IncomingStream stream, int index, bool sayEnd)
    {
        ref Leg leg = ref stream.Legs[index];
        if (sayEnd && leg.Heard && stream.IsVoice && leg.Port.Recorder is null)
        {
            _terminator.Make(DmrdBurst.Terminator, stream, (byte)(stream.LastSent + 1));
            SendTerminator(stream, ref leg);
        }

        Vacate(stream, leg);
        int last = --stream.LegCount;
        if (index != last)
        {
            leg = stream.Legs[last];
            if (!leg.Port.ManyCalls) leg.Port.Outgoing(leg.Slot).LegIndex = index;
        }

        stream.Legs[last] = default;
    }

    private void Vacate(IncomingStream stream, in Leg leg)
    {
        if (leg.Heard) leg.Port.Recorder?.End(stream);
        if (!leg.Port.ManyCalls) leg.Port.Outgoing(leg.Slot).Occupant = null;
        if (leg.Spurt is { } spurt) links.GiveBack(spurt);
    }
}
