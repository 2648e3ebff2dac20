using System.Text.Json;
using CsCheck;
using RadioNet.Protocols.Rtp;
using RadioNet.Protocols.Tests.Homebrew;

namespace RadioNet.Protocols.Tests.Rtp;

/// <summary>No datagram makes a reader throw, and none but a true one is opened.</summary>
public sealed class HostileDatagramTests
{
    private static readonly byte[][] _vectors = [.. VoiceLinkVectorTests.Vectors.Select(vector => vector.Octets("datagram"))];

    private static readonly byte[][] _packets =
        [.. VoiceLinkVectorTests.Vectors.Where(vector => vector.Accept()).Select(vector => vector.Octets("packet"))];

    [Fact]
    public void Random_octets() => Gen.Byte.Array[0, 400].Sample(Refuse, iter: 3_000);

    [Fact]
    public void Random_octets_behind_a_fitting_header() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Bool).Sample((rest, extended) => Refuse([0x90, 0x60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xC2, (byte)(extended ? 0xDE : 0xDF), .. rest, 0, 7]), iter: 3_000);

    [Fact]
    public void Every_prefix_and_every_suffix_of_every_vector()
    {
        foreach (byte[] vector in _vectors)
        {
            for (int length = 0; length < vector.Length; length++)
            {
                Refuse(vector[..length]);
                Refuse(vector[(length + 1)..]);
            }
        }
    }

    [Fact]
    public void Opened_packets_with_octets_changed_are_read_or_refused_and_never_throw() =>
        Gen.Select(Gen.Int[0, _packets.Length - 1], Gen.Int[0, 1000], Gen.Byte, Gen.Int[0, 1000], Gen.Byte).Sample((index, place, value, otherPlace, otherValue) =>
        {
            byte[] changed = [.. _packets[index]];
            changed[place % changed.Length] = value;
            changed[otherPlace % changed.Length] = otherValue;
            for (int length = 0; length <= changed.Length; length++) Read(changed.AsSpan(0, length));
        }, iter: 1_000);

    [Fact]
    public void Random_extensions_are_read_or_refused_and_never_throw() => Gen.Byte[0, 12].Array[0, 80].Sample(octets =>
    {
        if (!LinkBurst.TryRead(octets, out LinkBurst burst)) return;
        byte[] written = new byte[LinkBurst.LongestExtension];
        Assert.True(LinkBurst.TryRead(written.AsSpan(0, burst.Write(written)), out LinkBurst again));
        Assert.Equal(burst, again);
    }, iter: 20_000);

    private static void Read(ReadOnlySpan<byte> octets)
    {
        if (!VoiceLinkPacket.TryRead(octets, out VoiceLinkPacket packet)) return;
        Assert.Equal(packet.IsKeepAlive ? 0 : 33, packet.Payload.Length);
    }

    private static void Refuse(byte[] datagram)
    {
        using var session = new LinkSession();
        Assert.NotEqual(SrtpVerdict.Opened, session.Receiver.Open(datagram, new byte[datagram.Length], out int length, out bool isNewest));
        Assert.Equal((0, false, 1L), (length, isNewest, session.Receiver.Counters.Refused));
        Read(datagram);
    }
}
