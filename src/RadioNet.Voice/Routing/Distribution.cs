using System.Collections.Concurrent;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>
/// Sends granted streams to their destinations and keeps the promise to each timeslot: what it gets of one voice stream is a
/// header, bursts in order and a terminator, before anything of the next.
/// </summary>
internal sealed partial class Distribution(
    IDatagramSocket socket, LinkSender links, HopMeter meter, PassWatch watch, CounterCells cells, ConcurrentDictionary<PortId, RouterPort> ports)
{
    private readonly BurstTemplates _burst = new();
    private readonly BurstTemplates _header = new();
    private readonly BurstTemplates _terminator = new();
    private readonly BurstTemplates[] _kept = [new(), new(), new()];

    /// <summary>Whether the burst in hand was sent to somewhere that is no other node.</summary>
    private bool _delivered;

    /// <summary>Sends the kept bursts to the destinations that have heard nothing yet.</summary>
    public void CatchUp(IncomingStream stream)
    {
        int kept = stream.Kept.Count;
        if (kept == 0) return;
        for (int i = 0; i < kept; i++) _kept[i].Take(stream.Kept[i], stream.Port.ColorCode, stream.OutgoingStream, stream.Kept.Trail(i));
        DmrdPacket first = stream.Kept[0];
        bool needsHeader = stream.IsVoice && first.Burst != DmrdBurst.VoiceHeader;
        if (needsHeader) _header.Make(DmrdBurst.VoiceHeader, stream, (byte)(first.Sequence - 1));

        _delivered = false;
        foreach (ref Leg leg in stream.Legs.AsSpan(0, stream.LegCount))
        {
            if (leg.Heard) continue;
            if (leg.Port.Recorder is { } recorder)
            {
                for (int i = 0; i < kept; i++) recorder.Take(stream, _kept[i]);
                leg.Heard = true;
                continue;
            }

            int sent = 0;
            if (!needsHeader || SendHeader(stream, ref leg))
                while (sent < kept && Send(stream, _kept[sent], ref leg)) sent++;
            cells.BurstsForwarded += sent;
            cells.LinksUnreachable += kept - sent;
        }

        for (int i = 0; i < kept && _delivered; i++) meter.Note(_kept[i].Trail, stream.Port.BetweenNodes);
        stream.LastSent = stream.Kept[kept - 1].Sequence;
    }

    /// <summary>Sends a burst to every destination; one that has heard nothing yet gets a header before it.</summary>
    public void Forward(IncomingStream stream, in DmrdPacket packet, in BurstTrail trail)
    {
        bool headerMade = false;
        _burst.Take(packet, stream.Port.ColorCode, stream.OutgoingStream, trail);
        _delivered = false;
        foreach (ref Leg leg in stream.Legs.AsSpan(0, stream.LegCount))
        {
            if (leg.Port.Recorder is { } recorder)
            {
                recorder.Take(stream, _burst);
                leg.Heard = true;
                continue;
            }

            if (leg.Spurt is not null && LinkSender.MustRenew(leg)) Renew(stream, ref leg);
            if (!leg.Heard)
            {
                // Who has heard nothing needs no terminator.
                if (packet.Burst == DmrdBurst.Terminator) continue;
                if (stream.IsVoice && packet.Burst != DmrdBurst.VoiceHeader)
                {
                    if (!headerMade) _header.Make(DmrdBurst.VoiceHeader, stream, (byte)(packet.Sequence - 1));
                    headerMade = true;
                    if (!SendHeader(stream, ref leg))
                    {
                        cells.LinksUnreachable++;
                        continue;
                    }
                }
            }

            if (Send(stream, _burst, ref leg)) cells.BurstsForwarded++;
            else cells.LinksUnreachable++;
        }

        if (_delivered) meter.Note(trail, stream.Port.BetweenNodes);
        stream.LastSent = packet.Sequence;
    }

    /// <summary>Ends the transmission at every destination that has heard of it, and leaves them all.</summary>
    public void Leave(IncomingStream stream)
    {
        if (stream.IsVoice && stream.LegCount > 0)
        {
            _terminator.Make(DmrdBurst.Terminator, stream, (byte)(stream.LastSent + 1));
            foreach (ref Leg leg in stream.Legs.AsSpan(0, stream.LegCount))
                if (leg.Heard && leg.Port.Recorder is null) SendTerminator(stream, ref leg);
        }

        Release(stream);
    }

    /// <summary>Ends a spurt on a link, so that the next burst begins it anew there.</summary>
    private void Renew(IncomingStream stream, ref Leg leg)
    {
        if (stream.IsVoice)
        {
            _terminator.Make(DmrdBurst.Terminator, stream, (byte)(stream.LastSent + 1));
            SendTerminator(stream, ref leg);
            leg.Heard = false;
        }

        leg.Spurt!.Reset();
    }

    private bool SendHeader(IncomingStream stream, ref Leg leg)
    {
        bool sent = Send(stream, _header, ref leg);
        if (sent) cells.HeadersRebuilt++;
        return sent;
    }

    private void SendTerminator(IncomingStream stream, ref Leg leg)
    {
        if (Send(stream, _terminator, ref leg)) cells.TerminatorsRebuilt++;
    }

    /// <summary>Queues a burst for a destination, which has heard of the stream from now on; false for a link that can't be sent it.</summary>
    private bool Send(IncomingStream stream, BurstTemplates templates, ref Leg leg)
    {
        if (leg.Spurt is not null)
        {
            bool sent = links.Send(stream, leg, templates);
            if (sent && !leg.Heard) watch.Begin(stream, leg);
            leg.Heard |= sent;
            _delivered |= sent && !leg.Port.BetweenNodes;
            return sent;
        }

        Span<byte> datagram = socket.Queue(leg.Port.Peer, DmrdPacket.Length);
        templates.For(leg.Port.ColorCode).CopyTo(datagram);
        DmrdPatch.SetRepeater(datagram, leg.Port.Repeater);
        DmrdPatch.SetSlot(datagram, leg.Slot);
        if (!leg.Heard) watch.Begin(stream, leg);
        return _delivered = leg.Heard = true;
    }
}
