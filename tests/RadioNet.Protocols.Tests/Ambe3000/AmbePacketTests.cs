using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using RadioNet.Protocols.Ambe3000;

namespace RadioNet.Protocols.Tests.Ambe3000;

public sealed class AmbePacketTests
{
    private static readonly JsonElement _vectors = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "ambe3000", "vectors.json"))).RootElement;

    private static readonly byte[] _frame = [0xB9, 0xE8, 0x81, 0x52, 0x61, 0x73, 0x00, 0x2A, 0x6B];

    private delegate int Writer(Span<byte> packet);

    [Fact]
    public void Requests_are_those_that_drivers_in_use_send()
    {
        Assert.Equal(Vector("requests", "reset"), Written(p => AmbeRequests.Reset(p, withParity: false)));
        Assert.Equal(Vector("requests", "reset-parity"), Written(p => AmbeRequests.Reset(p, withParity: true)));
        Assert.Equal(Vector("requests", "parity-off"), Written(p => AmbeRequests.ParityOff(p, withParity: false)));
        Assert.Equal(Vector("requests", "parity-off-parity"), Written(p => AmbeRequests.ParityOff(p, withParity: true)));
        Assert.Equal(Vector("requests", "product"), Written(AmbeRequests.Product));
        Assert.Equal(Vector("requests", "version"), Written(AmbeRequests.Version));
        Assert.Equal(Vector("requests", "configure-0"), Written(p => AmbeRequests.Configure(p, 0, AmbeRate.Dmr)));
    }

    [Theory]
    [InlineData("samples", null)]
    [InlineData("samples-channel-1", 1)]
    public void Samples_go_high_octet_first_behind_the_header_in_use(string name, int? channel)
    {
        short[] samples = [.. Enumerable.Range(0, 160).Select(index => (short)(index * 201 - 16000))];

        var packet = Written(p => AmbeRequests.Encode(p, channel, samples));

        AssertHeader(name, packet);
        int header = packet.Length - 320;
        Assert.Equal(samples, Enumerable.Range(0, 160).Select(index => (short)((packet[header + 2 * index] << 8) | packet[header + 2 * index + 1])));
    }

    [Theory]
    [InlineData("frame", null)]
    [InlineData("frame-channel-2", 2)]
    public void A_frame_goes_as_it_came_off_the_air_behind_the_header_in_use(string name, int? channel)
    {
        var packet = Written(p => AmbeRequests.Decode(p, channel, _frame));

        AssertHeader(name, packet);
        Assert.Equal(_frame, packet[^9..]);
    }

    [Fact]
    public void A_lost_frame_asks_for_concealment_in_its_mode() =>
        Assert.Equal("61000E01014800000000000000000002" + "0004", Convert.ToHexString(Written(p => AmbeRequests.Conceal(p, null))));

    [Fact]
    public void Replies_are_read_with_status_and_without_with_parity_and_without()
    {
        Assert.True(AmbeReplies.IsReady(Read(Vector("replies", "ready"))));
        Assert.True(AmbeReplies.TryReadAccepted(Read(Vector("replies", "parity-off")), [0x3F], out _));
        Assert.True(AmbeReplies.TryReadAccepted(Read(Vector("replies", "configured-0")), AmbeRequests.Configured, out _));
        Assert.True(AmbeReplies.TryReadAccepted(Read(Vector("replies", "rate")), [0x0A], out _));
        Assert.True(AmbeReplies.TryReadAccepted(Read(Vector("replies", "rate-without-status")), [0x0A], out _));
        Assert.True(AmbeReplies.TryReadText(Read(Vector("replies", "product")), AmbeField.Product, out var product));
        Assert.Equal("AMBE3000R", Encoding.ASCII.GetString(product));
        var version = Read(Vector("replies", "version-parity"));
        Assert.Equal(AmbeParity.Right, version.Parity);
        Assert.True(AmbeReplies.TryReadText(version, AmbeField.Version, out var text));
        Assert.Equal("V120.E100.XXXX.C106.G514.R007.A0030608.C0020208", Encoding.ASCII.GetString(text));
    }

    [Fact]
    public void A_refused_setting_is_named_and_the_answer_to_another_question_is_none()
    {
        byte[] refused = Vector("replies", "configured-0");
        refused[11] = 0x01; // The octet behind RATEP.
        Assert.Equal(0x0A, refused[10]);

        Assert.False(AmbeReplies.TryReadAccepted(Read(refused), AmbeRequests.Configured, out var field));
        Assert.Equal(AmbeField.Rate, field);
        Assert.False(AmbeReplies.TryReadAccepted(Read(Vector("replies", "rate")), AmbeRequests.Configured, out field));
        Assert.Null(field);
    }

    [Fact]
    public void A_changed_octet_is_seen_by_the_parity()
    {
        byte[] sent = Vector("replies", "version-parity");
        foreach (int at in Enumerable.Range(5, sent.Length - 8))
        {
            byte[] changed = [.. sent];
            changed[at] ^= 0x20;
            Assert.Equal(AmbeParity.Wrong, Read(changed).Parity);
        }
    }

    [Fact]
    public void Speech_that_ends_like_a_parity_field_has_none() => Gen.Short.Array[160].Sample(samples =>
    {
        samples[^1] = 0x2F00;
        var packet = Read(Written(p => AmbeRequests.Encode(p, 0, samples)));
        var read = new short[160];
        return packet.Parity == AmbeParity.None && AmbeReplies.TryReadSamples(packet, read) && read.AsSpan().SequenceEqual(samples);
    }, iter: 200);

    [Fact]
    public void Speech_comes_back_whatever_its_channel_and_parity() => Gen.Select(Gen.Byte.Array[9], Gen.Int[0, 2], Gen.Bool).Sample((frame, channel, parity) =>
    {
        var packet = Read(Written(p => AmbeRequests.Decode(p, channel, frame, parity)));
        var read = new byte[9];
        return packet.Parity == (parity ? AmbeParity.Right : AmbeParity.None) && AmbeReplies.Channel(packet) == channel
            && AmbeReplies.TryReadFrame(packet, read) && read.AsSpan().SequenceEqual(frame);
    }, iter: 500);

    [Fact]
    public void A_packet_is_found_behind_junk_and_in_any_pieces() => Gen.Select(Gen.Byte[0x62, 0xFF].Array[0, 40], Gen.Int[1, 60]).Sample((junk, piece) =>
    {
        byte[] octets = [.. junk, .. Vector("replies", "product"), .. junk, .. Vector("replies", "version-parity")];
        var reader = new AmbePacketReader();
        int found = 0;
        foreach (byte[] part in octets.Chunk(piece))
        {
            part.CopyTo(reader.Room());
            reader.Added(part.Length);
            while (reader.TryTake(out _)) found++;
        }

        return found == 2 && reader.Junk == 2 * junk.Length;
    }, iter: 500);

    [Fact]
    public void Whatever_comes_is_read_to_its_end_without_harm() => Gen.Select(Gen.Byte.Array[0, 700], Gen.Int[0, 3]).Sample((octets, starts) =>
    {
        for (int start = 0; start < starts && octets.Length > 8; start++)
        {
            int at = (octets[start] * 3) % (octets.Length - 4);
            (octets[at], octets[at + 1], octets[at + 2]) = (0x61, 0, (byte)(octets[at + 2] & 0x1F));
            octets[at + 3] &= 3;
        }

        var reader = new AmbePacketReader();
        var samples = new short[160];
        foreach (byte[] part in octets.Chunk(97))
        {
            part.CopyTo(reader.Room());
            reader.Added(part.Length);
            while (reader.TryTake(out var packet))
            {
                AmbeReplies.TryReadSamples(packet, samples);
                AmbeReplies.TryReadFrame(packet, new byte[9]);
                AmbeReplies.TryReadText(packet, AmbeField.Product, out _);
                AmbeReplies.TryReadAccepted(packet, AmbeRequests.Configured, out _);
            }
        }
    }, iter: 2000);

    [Fact]
    public void An_invalid_start_is_always_left_behind()
    {
        Assert.Equal(OperationStatus.InvalidData, AmbePacket.TryRead([0x61, 0xFF, 0xFF, 0, 0x61], out _, out int consumed));
        Assert.Equal(4, consumed);
        Assert.Equal(OperationStatus.InvalidData, AmbePacket.TryRead([0x61, 0, 1, 9, 0], out _, out consumed));
        Assert.Equal(5, consumed);
        Assert.Equal(OperationStatus.NeedMoreData, AmbePacket.TryRead([0x61, 0, 1, 0], out _, out consumed));
        Assert.Equal(0, consumed);
    }

    private static byte[] Vector(string list, string name) =>
        Convert.FromHexString(_vectors.GetProperty(list).EnumerateArray().Single(v => v.GetProperty("name").GetString() == name).GetProperty("octets").GetString()!);

    private static byte[] Written(Writer write)
    {
        byte[] packet = new byte[AmbePacket.LongestOctets];
        return packet[..write(packet)];
    }

    private static AmbePacket Read(byte[] octets)
    {
        Assert.Equal(OperationStatus.Done, AmbePacket.TryRead(octets, out var packet, out int consumed));
        Assert.Equal(octets.Length, consumed);
        return packet;
    }

    private static void AssertHeader(string name, byte[] packet)
    {
        byte[] header = Vector("speechHeaders", name);
        Assert.Equal(header, packet[..header.Length]);
        Assert.Equal(_vectors.GetProperty("speechHeaders").EnumerateArray().Single(v => v.GetProperty("name").GetString() == name).GetProperty("packetOctets").GetInt32(), packet.Length);
    }
}
