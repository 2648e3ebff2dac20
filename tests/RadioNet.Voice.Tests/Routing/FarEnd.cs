using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Links;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>A base station at the far, lower end of a voice link, with the node's end of the same session.</summary>
internal sealed class FarEnd
{
    private readonly byte[] _room = new byte[256];
    private readonly TimeProvider _time;
    private readonly VoiceLinkId _downId;

    public FarEnd(int number, TimeProvider time, PeerAddress? node = null)
    {
        _time = time;
        _downId = new VoiceLinkId((ushort)(1000 + number));
        var up = new LinkDirection(new VoiceLinkId((ushort)number), SrtpMasterKey.Draw());
        var down = new LinkDirection(_downId, SrtpMasterKey.Draw());
        Number = number;
        Address = PeerAddress.FromV4(0x0A01_0000u + (uint)number, 40000);
        Near = VoiceLink.Upper(down, up, time);
        Link = VoiceLink.Lower(up, down, node ?? PeerAddress.FromV4(0x0A01_FFFF, 62040), time);
    }

    public int Number { get; }

    /// <summary>Where its packets come from.</summary>
    public PeerAddress Address { get; set; }

    /// <summary>The node's end.</summary>
    public VoiceLink Near { get; }

    /// <summary>Its own end.</summary>
    public VoiceLink Link { get; }

    /// <summary>The bursts that it was sent; the stream is the SSRC, the sequence the place in time.</summary>
    public List<SentBurst> Heard { get; } = [];

    /// <summary>What the link said of each of them.</summary>
    public List<(RtpHeader Header, LinkBurst Burst)> Said { get; } = [];

    public int KeepAlivesHeard { get; private set; }

    public static HopTimes HopsOf(params ReadOnlySpan<uint> times)
    {
        HopTimes hops = default;
        foreach (uint time in times) hops.Add(time);
        return hops;
    }

    /// <summary>A burst that a talker made, said of it what a DMRD says.</summary>
    public static LinkBurst Describe(byte[] dmrd)
    {
        Assert.True(DmrdPacket.TryRead(dmrd, out DmrdPacket packet));
        return new LinkBurst
        {
            Burst = packet.Burst,
            Slot = packet.Slot,
            TargetKind = packet.TargetKind,
            Source = packet.Source,
            Target = packet.Target,
            BitErrors = packet.BitErrors,
            Rssi = packet.Rssi,
        };
    }

    public byte[] Seal(LinkSpurt spurt, byte[] dmrd, ulong call = 0, ulong spurtNumber = 0, HopTimes hops = default, int ahead = 1)
    {
        byte[] datagram = new byte[VoiceLinkPacket.Longest];
        LinkBurst burst = Describe(dmrd) with { Call = call, Spurt = spurtNumber, Hops = hops };
        return datagram[..Link.Seal(spurt, burst, dmrd.AsSpan(DmrdPacket.BurstOffset, DmrdPacket.BurstLength), ahead, datagram)];
    }

    /// <summary>A whole spurt of a talker.</summary>
    public List<byte[]> Seal(IEnumerable<byte[]> dmrds, ulong call = 0, ulong spurtNumber = 0)
    {
        var spurt = new LinkSpurt();
        return [.. dmrds.Select(dmrd => Seal(spurt, dmrd, call, spurtNumber))];
    }

    public byte[] KeepAlive()
    {
        byte[] datagram = new byte[VoiceLinkPacket.Longest];
        return datagram[..Link.SealKeepAlive(datagram, _time.GetTimestamp())];
    }

    /// <summary>Whether a datagram says that it is of this link.</summary>
    public bool Owns(byte[] datagram) => SrtpReceiver.TryReadId(datagram, out VoiceLinkId id) && id == _downId;

    public void Hear(byte[] datagram)
    {
        Assert.Equal(SrtpVerdict.Opened, Link.Open(default, datagram, _room, _time.GetTimestamp(), out VoiceLinkPacket packet));
        if (packet.IsKeepAlive) KeepAlivesHeard++;
        else Take(packet);
    }

    public void Take(in VoiceLinkPacket packet)
    {
        LinkBurst burst = packet.Burst;
        byte place = (byte)(packet.Header.Timestamp / VoiceLinkPacket.TicksPerBurst);
        Said.Add((packet.Header, burst));
        Heard.Add(new SentBurst(Number, default, burst.Slot, burst.Burst, place, packet.Header.Ssrc, burst.Source, burst.Target, burst.TargetKind, packet.Payload.ToArray(), []));
    }
}
