using System.Collections.Concurrent;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>
/// Sends granted streams to their destinations and keeps the promise to each timeslot: what it gets of one voice stream is a
/// header, bursts in order and a terminator, before anything of the next.
/// </summary>
internal sealed class Distribution(IDatagramSocket socket, CounterCells cells, ConcurrentDictionary<PortId, RouterPort> ports)
{
    private readonly BurstTemplates _burst = new();
    private readonly BurstTemplates _header = new();
    private readonly BurstTemplates _terminator = new();
    private readonly BurstTemplates[] _kept = [new(), new(), new()];
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

    /// <summary>Sends the kept bursts to the destinations that have heard nothing yet.</summary>
    public void CatchUp(IncomingStream stream)
    {
        int kept = stream.Kept.Count;
        if (kept == 0) return;
        for (int i = 0; i < kept; i++) _kept[i].Take(stream.Kept[i], stream.Port.ColorCode, stream.OutgoingStream);
        DmrdPacket first = stream.Kept[0];
        bool needsHeader = stream.IsVoice && first.Burst != DmrdBurst.VoiceHeader;
        if (needsHeader) _header.Make(DmrdBurst.VoiceHeader, stream, (byte)(first.Sequence - 1));

        foreach (ref Leg leg in stream.Legs.AsSpan(0, stream.LegCount))
        {
            if (leg.Heard) continue;
            leg.Heard = true;
            if (needsHeader) SendHeader(leg);
            for (int i = 0; i < kept; i++) Send(_kept[i], leg);
            cells.BurstsForwarded += kept;
        }

        stream.LastSent = stream.Kept[kept - 1].Sequence;
    }

    /// <summary>Sends a burst to every destination; one that has heard nothing yet gets a header before it.</summary>
    public void Forward(IncomingStream stream, in DmrdPacket packet)
    {
        bool headerMade = false;
        _burst.Take(packet, stream.Port.ColorCode, stream.OutgoingStream);
        foreach (ref Leg leg in stream.Legs.AsSpan(0, stream.LegCount))
        {
            if (!leg.Heard)
            {
                // Who has heard nothing needs no terminator.
                if (packet.Burst == DmrdBurst.Terminator) continue;
                leg.Heard = true;
                if (stream.IsVoice && packet.Burst != DmrdBurst.VoiceHeader)
                {
                    if (!headerMade) _header.Make(DmrdBurst.VoiceHeader, stream, (byte)(packet.Sequence - 1));
                    headerMade = true;
                    SendHeader(leg);
                }
            }

            Send(_burst, leg);
            cells.BurstsForwarded++;
        }

        stream.LastSent = packet.Sequence;
    }

    /// <summary>Ends the transmission at every destination that has heard of it, and leaves them all.</summary>
    public void Leave(IncomingStream stream)
    {
        if (stream.IsVoice && stream.LegCount > 0)
        {
            _terminator.Make(DmrdBurst.Terminator, stream, (byte)(stream.LastSent + 1));
            foreach (ref Leg leg in stream.Legs.AsSpan(0, stream.LegCount))
                if (leg.Heard) SendTerminator(leg);
        }

        Release(stream);
    }

    /// <summary>Leaves every destination without a word: the stream's own terminator has just been sent.</summary>
    public void Release(IncomingStream stream)
    {
        foreach (ref Leg leg in stream.Legs.AsSpan(0, stream.LegCount))
            if (!leg.Port.ManyCalls) leg.Port.Outgoing(leg.Slot).Occupant = null;
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
            int index = FindLeg(stream, port, destination.Slot, hint);
            if (index >= 0) stream.Legs[index].Mark = _mark;
            else AddLeg(stream, port, destination.Slot);
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

        stream.Legs[stream.LegCount++] = new Leg { Port = port, Slot = slot, Mark = _mark };
    }

    private void RemoveLeg(IncomingStream stream, int index, bool sayEnd)
    {
        ref Leg leg = ref stream.Legs[index];
        if (sayEnd && leg.Heard && stream.IsVoice)
        {
            _terminator.Make(DmrdBurst.Terminator, stream, (byte)(stream.LastSent + 1));
            SendTerminator(leg);
        }

        if (!leg.Port.ManyCalls) leg.Port.Outgoing(leg.Slot).Occupant = null;
        int last = --stream.LegCount;
        if (index != last)
        {
            leg = stream.Legs[last];
            if (!leg.Port.ManyCalls) leg.Port.Outgoing(leg.Slot).LegIndex = index;
        }

        stream.Legs[last] = default;
    }

    private void SendHeader(in Leg leg)
    {
        cells.HeadersRebuilt++;
        Send(_header, leg);
    }

    private void SendTerminator(in Leg leg)
    {
        cells.TerminatorsRebuilt++;
        Send(_terminator, leg);
    }

    private void Send(BurstTemplates templates, in Leg leg)
    {
        Span<byte> datagram = socket.Queue(leg.Port.Peer, DmrdPacket.Length);
        templates.For(leg.Port.ColorCode).CopyTo(datagram);
        DmrdPatch.SetRepeater(datagram, leg.Port.Repeater);
        DmrdPatch.SetSlot(datagram, leg.Slot);
    }
}
