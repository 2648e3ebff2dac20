using System.Globalization;
using System.Text.Json;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;
using RadioNet.Protocols.Tests.Homebrew;

namespace RadioNet.Protocols.Tests.Rtp;

/// <summary>The vectors of firmware-interfaces/voice-link.</summary>
public sealed class VoiceLinkVectorTests
{
    public static IEnumerable<JsonElement> Vectors => VectorFile.Read("voice-link", "vectors.json");

    [Fact]
    public void Datagrams_are_opened_or_refused()
    {
        int accepted = 0, refused = 0;
        foreach (JsonElement vector in Vectors)
        {
            using var receiver = new SrtpReceiver(MasterOf(vector), IdOf(vector));
            if (vector.TryGetProperty("after", out JsonElement after))
            {
                foreach (JsonElement before in after.EnumerateArray()) Assert.Equal("Opened", Open(receiver, Convert.FromHexString(before.GetString()!), out _));
            }

            string verdict = Open(receiver, vector.Octets("datagram"), out byte[] packet);
            Assert.True(verdict == (vector.Accept() ? "Opened" : vector.Text("reject")), $"{vector.Name()}: {verdict}");
            Assert.Equal(1, verdict == "Opened" ? receiver.Counters.Received - AfterCount(vector) : receiver.Counters.Refused);
            if (vector.Accept()) accepted++;
            else refused++;
            if (!vector.Accept()) continue;
            Assert.Equal(vector.Octets("packet"), packet);
            CheckFields(vector, packet);
        }

        Assert.True(accepted >= 8 && refused >= 30, "The file was read.");
    }

    [Fact]
    public void Packets_are_written_and_protected_as_they_stand()
    {
        foreach (JsonElement vector in Vectors.Where(vector => vector.Accept() && vector.Flag("write")))
        {
            using var sender = new SrtpSender(MasterOf(vector), IdOf(vector));
            byte[] written = new byte[VoiceLinkPacket.Longest];
            int length = vector.Text("kind") == "burst"
                ? VoiceLinkPacket.WriteBurst(written, BurstOf(vector), vector.Octets("payload"), vector.Number("timestamp"), vector.Flag("first"))
                : VoiceLinkPacket.WriteKeepAlive(written);
            var stream = new SrtpStream(vector.Number("ssrc")) { Next = (int)vector.Number("sequence") };
            length = sender.Protect(ref stream, written, length);
            Assert.Equal(vector.Text("datagram"), Convert.ToHexStringLower(written.AsSpan(0, length)));
        }
    }

    private static int AfterCount(JsonElement vector) => vector.TryGetProperty("after", out JsonElement after) ? after.GetArrayLength() : 0;

    private static SrtpMasterKey MasterOf(JsonElement vector) => new(vector.Octets("masterKey"), vector.Octets("masterSalt"));

    private static VoiceLinkId IdOf(JsonElement vector) => new((ushort)vector.Number("link"));

    /// <summary>As a link's end does it: open, read, tell what is authentic and meaningless, end a spurt at its terminator.</summary>
    private static string Open(SrtpReceiver receiver, byte[] datagram, out byte[] opened)
    {
        byte[] room = new byte[datagram.Length];
        SrtpVerdict verdict = receiver.Open(datagram, room, out int length, out _);
        opened = room[..length];
        if (verdict != SrtpVerdict.Opened) return verdict.ToString();
        if (!VoiceLinkPacket.TryRead(opened, out VoiceLinkPacket packet))
        {
            receiver.CountMalformed();
            return "Meaningless";
        }

        if (!packet.IsKeepAlive && packet.Burst.Burst == DmrdBurst.Terminator) receiver.End(packet.Header.Ssrc);
        return "Opened";
    }

    private static void CheckFields(JsonElement vector, byte[] octets)
    {
        Assert.True(VoiceLinkPacket.TryRead(octets, out VoiceLinkPacket packet));
        Assert.Equal(vector.Number("ssrc"), packet.Header.Ssrc);
        Assert.Equal(vector.Number("sequence"), packet.Header.Sequence);
        Assert.Equal(vector.Number("timestamp"), packet.Header.Timestamp);
        Assert.Equal(vector.Flag("first"), packet.Header.Marker);
        Assert.Equal(vector.Text("kind") == "keep-alive", packet.IsKeepAlive);
        if (packet.IsKeepAlive) return;
        Assert.Equal(BurstOf(vector), packet.Burst);
        Assert.Equal(vector.Octets("payload"), packet.Payload);
    }

    private static LinkBurst BurstOf(JsonElement vector)
    {
        HopTimes hops = default;
        foreach (JsonElement hop in vector.GetProperty("hops").EnumerateArray()) hops.Add(hop.GetUInt32());
        return new LinkBurst
        {
            Burst = vector.Enumerated<DmrdBurst>("burst"),
            Slot = (Timeslot)vector.Number("slot"),
            TargetKind = vector.Enumerated<AddressKind>("targetKind"),
            Source = new RadioId(vector.Number("source")),
            Target = vector.Number("target"),
            BitErrors = (byte)vector.Number("bitErrors"),
            Rssi = vector.GetProperty("rssi").GetInt32(),
            Call = ulong.Parse(vector.Text("call")!, CultureInfo.InvariantCulture),
            Spurt = ulong.Parse(vector.Text("spurt")!, CultureInfo.InvariantCulture),
            Hops = hops,
        };
    }
}
