using System.Globalization;
using System.Text.Json;
using RadioNet.Protocols.M17;

namespace RadioNet.Protocols.Tests.M17;

/// <summary>What others send is read, and what we write is what others send: <c>firmware-interfaces/m17</c>.</summary>
public sealed class M17VectorTests
{
    private static readonly JsonElement _vectors = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "m17", "vectors.json"))).RootElement;

    [Fact]
    public void The_crc_is_the_specification_s()
    {
        foreach (var vector in All("crc")) Assert.Equal(Number(vector, "crc"), M17Crc.Of(Octets(vector)));
        byte[] all = [.. Enumerable.Range(0, 256).Select(octet => (byte)octet)];
        Assert.Equal(Number(_vectors, "crcOf0To255"), M17Crc.Of(all));
    }

    [Fact]
    public void Addresses_are_read_and_written()
    {
        foreach (var vector in All("addresses"))
        {
            Assert.True(M17Address.TryParse(Text(vector, "text"), out var parsed));
            Assert.True(M17Address.TryRead(Octets(vector), out var read));
            Assert.Equal(parsed, read);
            Assert.Equal(Text(vector, "text"), read.ToString());
            Assert.Equal(vector.TryGetProperty("module", out var module) ? module.GetString()![0] : null, read.Module);
            byte[] written = new byte[M17Address.Octets];
            parsed.Write(written);
            Assert.Equal(Octets(vector), written);
        }

        foreach (var nobody in All("nobody")) Assert.False(M17Address.TryRead(Convert.FromHexString(nobody.GetString()!), out _), nobody.GetString());
    }

    [Fact]
    public void A_module_is_a_callsign_s_ninth_character()
    {
        Assert.True(M17Address.TryParse("N0CALL", out var plain));
        Assert.Null(plain.Module);
        Assert.Equal("N0CALL  A", plain.WithModule('A').ToString());
        Assert.Equal("N0CALL  Z", plain.WithModule('A').WithModule('Z').ToString());
        Assert.Throws<InvalidOperationException>(() => M17Address.Broadcast.WithModule('A'));
        Assert.Throws<ArgumentOutOfRangeException>(() => plain.WithModule('a'));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("TOOLONG123")]
    [InlineData("#TOOLONG12")]
    [InlineData("A_B")]
    [InlineData("ĐIỆN")]
    [InlineData(null)]
    public void What_is_no_address_is_not_parsed(string? text) => Assert.False(M17Address.TryParse(text, out _));

    [Fact]
    public void A_stream_packet_is_read_and_written()
    {
        var vector = _vectors.GetProperty("stream");
        byte[] octets = Octets(vector);

        Assert.True(M17StreamPacket.TryRead(octets, out var packet));
        Assert.Equal(Number(vector, "streamId"), packet.StreamId);
        Assert.Equal(Text(vector, "destination"), packet.Setup.Destination.ToString());
        Assert.Equal(Text(vector, "source"), packet.Setup.Source.ToString());
        Assert.Equal(new M17Type(Number(vector, "type")), packet.Setup.Type);
        Assert.Equal(M17Type.PlainVoice(), packet.Setup.Type);
        Assert.Equal(vector.GetProperty("frameNumber").GetInt32(), packet.FrameNumber);
        Assert.False(packet.IsLast);
        Assert.Equal(Text(vector, "payload"), Convert.ToHexString(packet.Payload));

        byte[] written = new byte[M17StreamPacket.Length];
        M17StreamPacket.Write(written, packet.StreamId, packet.Setup, packet.FrameNumber, packet.IsLast, packet.Payload);
        Assert.Equal(octets, written);
    }

    [Fact]
    public void Control_messages_are_read_and_written()
    {
        Assert.Equal(Enum.GetNames<M17ControlKind>(), All("control").Select(vector => Text(vector, "kind")));
        foreach (var vector in All("control"))
        {
            M17Address sender = default;
            if (vector.TryGetProperty("sender", out var text)) Assert.True(M17Address.TryParse(text.GetString(), out sender));
            char module = vector.TryGetProperty("module", out var letter) ? letter.GetString()![0] : '\0';
            var expected = new M17Control(Enum.Parse<M17ControlKind>(Text(vector, "kind")), sender, module);

            Assert.True(M17Control.TryRead(Octets(vector), out var read));
            Assert.Equal(expected, read);
            byte[] written = new byte[M17Control.LongestLength];
            Assert.Equal(Octets(vector), written[..expected.Write(written)]);
        }
    }

    [Theory]
    [InlineData(0x0005, M17Content.Voice, M17Encryption.None, 0, true)]
    [InlineData(0x0007, M17Content.VoiceAndData, M17Encryption.None, 0, false)]
    [InlineData(0x0785, M17Content.Voice, M17Encryption.None, 15, true)]
    [InlineData(0x0015, M17Content.Voice, M17Encryption.Aes, 0, false)]
    [InlineData(0x0004, M17Content.Voice, M17Encryption.None, 0, false)]
    public void A_type_says_what_a_stream_is(int value, M17Content content, M17Encryption encryption, int accessNumber, bool isPlainVoice)
    {
        var type = new M17Type((ushort)value);

        Assert.Equal((content, encryption, accessNumber, isPlainVoice), (type.Content, type.Encryption, type.AccessNumber, type.IsPlainVoice));
        if (isPlainVoice) Assert.Equal(type, M17Type.PlainVoice(accessNumber));
    }

    private static JsonElement.ArrayEnumerator All(string name) => _vectors.GetProperty(name).EnumerateArray();

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    private static ushort Number(JsonElement vector, string name) => ushort.Parse(Text(vector, name), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static byte[] Octets(JsonElement vector) => Convert.FromHexString(Text(vector, "octets"));
}
