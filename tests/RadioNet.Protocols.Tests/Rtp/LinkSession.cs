using CsCheck;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;

namespace RadioNet.Protocols.Tests.Rtp;

/// <summary>Both ends of one direction of a session.</summary>
internal sealed class LinkSession : IDisposable
{
    public static readonly Gen<LinkBurst> Bursts =
        from bits in Gen.Byte
        from source in Gen.UInt[0, RadioId.Largest]
        from target in Gen.UInt[0, RadioId.Largest]
        from radio in Gen.Select(Gen.Byte, Gen.Int[-255, 0])
        from ids in Gen.Select(Gen.ULong, Gen.ULong)
        from hops in Gen.UInt[0, HopTimes.Longest].Array[0, HopTimes.Most]
        select new LinkBurst
        {
            Burst = (DmrdBurst)(bits & 0x3F),
            Slot = (bits & 0x80) != 0 ? Timeslot.Two : Timeslot.One,
            TargetKind = (bits & 0x40) != 0 ? AddressKind.Unit : AddressKind.Group,
            Source = new RadioId(source),
            Target = target,
            BitErrors = radio.Item1,
            Rssi = radio.Item2,
            Call = ids.Item1,
            Spurt = ids.Item2,
            Hops = HopsOf(hops),
        };

    private readonly byte[] _wire = new byte[VoiceLinkPacket.Longest];

    public LinkSession(int bits = 256)
    {
        var master = SrtpMasterKey.Draw(bits);
        Sender = new SrtpSender(master, Id);
        Receiver = new SrtpReceiver(master, Id);
    }

    public static VoiceLinkId Id { get; } = new(513);

    public SrtpSender Sender { get; }

    public SrtpReceiver Receiver { get; }

    public byte[] Plain { get; } = new byte[SrtpCipher.LongestText];

    public static HopTimes HopsOf(params ReadOnlySpan<uint> times)
    {
        HopTimes hops = default;
        foreach (uint time in times) hops.Add(time);
        return hops;
    }

    public SrtpStream Begin()
    {
        Assert.True(Sender.TryBegin(out SrtpStream stream));
        return stream;
    }

    /// <summary>The next datagram of a stream.</summary>
    public byte[] Send(ref SrtpStream stream, LinkBurst burst = default, byte[]? payload = null)
    {
        int length = VoiceLinkPacket.WriteBurst(_wire, burst, payload ?? new byte[DmrdPacket.BurstLength], 480u * (uint)stream.Next, stream.Next == 0);
        return _wire[..Sender.Protect(ref stream, _wire, length)];
    }

    public byte[][] Send(ref SrtpStream stream, int count)
    {
        byte[][] datagrams = new byte[count][];
        for (int i = 0; i < count; i++) datagrams[i] = Send(ref stream);
        return datagrams;
    }

    public SrtpVerdict Open(byte[] datagram) => Receiver.Open(datagram, Plain, out _, out _);

    public void Dispose()
    {
        Sender.Dispose();
        Receiver.Dispose();
    }
}
