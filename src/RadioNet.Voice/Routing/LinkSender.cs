using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>What the router's thread sends over voice links: bursts, each sealed for its leg, and keep-alives.</summary>
internal sealed class LinkSender(IDatagramSocket? socket, TimeProvider time)
{
    /// <summary>How many spurts are made at the start.</summary>
    private const int MadeEarly = 256;

    private readonly Stack<LinkSpurt> _free = new(Enumerable.Range(0, MadeEarly).Select(_ => new LinkSpurt()));
    private readonly List<VoiceLink> _links = [];
    private readonly byte[] _sealed = new byte[VoiceLinkPacket.Longest];

    /// <summary>A spurt for a leg; like arrays of legs, spurts are never given back to the collector.</summary>
    public LinkSpurt Take() => _free.TryPop(out LinkSpurt? spurt) ? spurt : new LinkSpurt();

    public void GiveBack(LinkSpurt spurt)
    {
        spurt.Reset();
        _free.Push(spurt);
    }

    public void Open(VoiceLink link, long now)
    {
        _links.Add(link);
        KeepAlive(link, now);
    }

    public void Close(VoiceLink link)
    {
        _links.Remove(link);
        link.StopSending();
    }

    /// <summary>Sends the keep-alives that are due.</summary>
    public void KeepAlive(long now)
    {
        foreach (VoiceLink link in _links) KeepAlive(link, now);
    }

    /// <summary>Whether a link has not been heard yet, or is owed an answer now.</summary>
    public bool HasNewLink(long now)
    {
        foreach (VoiceLink link in _links)
        {
            if (link.LastHeard is null || link.IsKeepAliveDue(now)) return true;
        }

        return false;
    }

    /// <summary>Whether a leg's spurt has all but used its numbers up: it ends there, and goes on as another one.</summary>
    public static bool MustRenew(in Leg leg) => leg.Spurt is { IsBegun: true } spurt && !leg.Port.Link!.MayContinue(spurt);

    /// <summary>
    /// Seals a stream's burst for a leg whose port is a link, and queues it; false when it can't be: nothing authentic has come from there yet, or the
    /// numbers are used up.
    /// </summary>
    public bool Send(IncomingStream stream, in Leg leg, BurstTemplates templates)
    {
        VoiceLink link = leg.Port.Link!;
        if (link.Peer is not { } peer) return false;
        if (!DmrdPacket.TryRead(templates.For(leg.Port.ColorCode), out DmrdPacket packet)) throw new InvalidOperationException("A template is no DMRD.");
        var burst = new LinkBurst
        {
            Burst = packet.Burst,
            Slot = leg.Slot,
            TargetKind = packet.TargetKind,
            Source = packet.Source,
            Target = packet.Target,
            BitErrors = templates.BitErrors,
            Rssi = templates.Rssi,
            Call = stream.GrantedCall != 0 ? stream.GrantedCall : stream.Call,
            Spurt = stream.GrantedSpurt != 0 ? stream.GrantedSpurt : stream.Spurt,
            Hops = HopsOf(templates.Trail),
        };
        int length = link.Seal(leg.Spurt!, burst, packet.Payload, Ahead(leg.Spurt!, packet.Sequence), _sealed);
        if (length == 0) return false;
        _sealed.AsSpan(0, length).CopyTo(socket!.Queue(peer, length));
        return true;
    }

    public void Flush() => socket?.Flush();

    /// <summary>How many bursts after the one before, by a sequence number that may also stand still or begin anew.</summary>
    private static int Ahead(LinkSpurt spurt, byte sequence)
    {
        int ahead = (byte)(sequence - spurt.Sequence);
        spurt.Sequence = sequence;
        return ahead is > 0 and <= SequenceWatch.LargestGap ? ahead : 1;
    }

    private HopTimes HopsOf(in BurstTrail trail)
    {
        HopTimes hops = trail.Hops;
        if (trail.Arrived != 0) hops.Add((uint)Math.Clamp(time.GetElapsedTime(trail.Arrived).TotalMicroseconds, 0, HopTimes.Longest));
        return hops;
    }

    private void KeepAlive(VoiceLink link, long now)
    {
        if (!link.IsKeepAliveDue(now) || link.Peer is not { } peer) return;
        int length = link.SealKeepAlive(_sealed, now);
        if (length > 0) _sealed.AsSpan(0, length).CopyTo(socket!.Queue(peer, length));
    }
}
