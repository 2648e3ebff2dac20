using CsCheck;
using RadioNet.Protocols.M17;

namespace RadioNet.Protocols.Tests.M17;

public sealed class M17PropertyTests
{
    private static readonly string[] _tags = ["", "M17 ", "CONN", "LSTN", "ACKN", "NACK", "PING", "PONG", "DISC"];
    private static readonly int[] _lengths = [0, 4, 10, 11, 30, 54];

    private static readonly Gen<M17Address> _callsigns = Gen.Char[" ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/."].Array[1, 9]
        .Select(text => new string(text)).Where(text => text.Trim().Length > 0)
        .Select(text => M17Address.TryParse(text, out var address) ? address : default);

    private static readonly Gen<M17LinkSetup> _setups = Gen.Select(_callsigns, _callsigns, Gen.UShort, Gen.ULong, Gen.ULong[0, (1UL << 48) - 1]).Select(
        (destination, source, type, high, low) => new M17LinkSetup(destination, source, new M17Type(type)) { Meta = (UInt128)high << 48 | low });

    [Fact]
    public void What_is_written_is_read_again() => Gen.Select(_setups, Gen.UShort, Gen.Int[0, 0x7FFF], Gen.Bool, Gen.Byte.Array[16]).Sample(
        (setup, stream, number, isLast, payload) =>
        {
            byte[] octets = new byte[M17StreamPacket.Length], frame = new byte[M17LinkSetup.FrameOctets];
            M17StreamPacket.Write(octets, stream, setup, number, isLast, payload);
            setup.WriteFrame(frame);
            return M17StreamPacket.TryRead(octets, out var read) && read.Setup == setup && read.StreamId == stream
                && read.FrameNumber == number && read.IsLast == isLast && read.Payload.SequenceEqual(payload)
                && M17LinkSetup.TryReadFrame(frame, out var alone) && alone == setup;
        });

    [Fact]
    public void A_callsign_s_text_is_its_own_but_for_spaces_behind_it() => _callsigns.Sample(address =>
        M17Address.TryParse(address.ToString(), out var again) && again == address && !address.ToString().EndsWith(' '));

    [Fact]
    public void A_changed_bit_is_seen() => Gen.Select(_setups, Gen.Byte.Array[16], Gen.Int[0, 54 * 8 - 1], Gen.Int[0, 30 * 8 - 1]).Sample(
        (setup, payload, bit, frameBit) =>
        {
            byte[] octets = new byte[M17StreamPacket.Length], frame = new byte[M17LinkSetup.FrameOctets];
            M17StreamPacket.Write(octets, 1, setup, 0, isLast: false, payload);
            setup.WriteFrame(frame);
            octets[bit / 8] ^= (byte)(1 << bit % 8);
            frame[frameBit / 8] ^= (byte)(1 << frameBit % 8);
            return !M17StreamPacket.TryRead(octets, out _) && !M17LinkSetup.TryReadFrame(frame, out _);
        });

    /// <summary>Any octets, most of them like packets, and with a CRC that is right: none throws, and what is read is written as it came.</summary>
    [Fact]
    public void Any_octets_are_read_or_refused() => Gen.Select(
        Gen.Int[0, _tags.Length - 1].Select(index => _tags[index]), Gen.Byte.Array[0, 60], Gen.Int[0, _lengths.Length - 1].Select(index => _lengths[index]), Gen.Bool).Sample(
        (tag, rest, length, isSealed) =>
        {
            byte[] octets = [.. tag.Select(letter => (byte)letter), .. rest];
            if (length > 0) Array.Resize(ref octets, length);
            if (isSealed && octets.Length > 2) M17Crc.Seal(octets);
            byte[] written = new byte[60];
            if (M17Control.TryRead(octets, out var control)) Assert.Equal(octets, written[..control.Write(written)]);
            if (M17LinkSetup.TryReadFrame(octets, out var setup))
            {
                setup.WriteFrame(written);
                Assert.Equal(octets, written[..M17LinkSetup.FrameOctets]);
            }

            if (!M17StreamPacket.TryRead(octets, out var packet)) return;
            M17StreamPacket.Write(written, packet.StreamId, packet.Setup, packet.FrameNumber, packet.IsLast, packet.Payload);
            Assert.Equal(octets, written[..M17StreamPacket.Length]);
            Assert.NotEmpty(packet.Setup.Source.ToString());
        });
}
