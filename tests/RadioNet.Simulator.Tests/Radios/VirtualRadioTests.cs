using System.Text;
using System.Text.Json;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;
using RadioNet.Protocols.Dmr.Data;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Speech;

namespace RadioNet.Simulator.Tests.Radios;

public sealed class VirtualRadioTests
{
    /// <summary>The golden vectors' calls were checked against captured bursts; a mobile station's differ in the sync alone.</summary>
    [Fact]
    public void A_spurt_of_silence_is_the_golden_vectors_call()
    {
        var calls = GoldenCalls().ToList();
        Assert.True(calls.Count >= 10, $"Only {calls.Count} calls of the golden vectors can be compared.");
        foreach (var call in calls)
        {
            var radio = new VirtualRadio(new(Number(call, "src")), new((byte)Number(call, "cc")));
            var options = new ServiceOptions((byte)Number(call, "service_options"));
            var frames = VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(360));
            uint target = Number(call, "dst");
            var spurt = Number(call, "flco") == 0
                ? radio.CallGroup(new(target), frames, options)
                : radio.CallUnit(new(target), frames, options);

            Assert.Equal(8, spurt.Bursts.Length);
            Assert.Equal(call.GetProperty("voice_header_burst33_MS_sync").GetString(), Hex(spurt.Bursts[0].Payload.Span), ignoreCase: true);
            var golden = call.GetProperty("superframe_A_to_F_silence").EnumerateArray().Select(burst => Convert.FromHexString(burst.GetString()!)).ToArray();
            Sync.Write(golden[0], SyncPattern.MobileVoice);
            for (int i = 0; i < 6; i++) Assert.Equal(Hex(golden[i]), Hex(spurt.Bursts[i + 1].Payload.Span));
            byte[] terminator = Convert.FromHexString(call.GetProperty("terminator_burst33").GetString()!);
            Sync.Write(terminator, SyncPattern.MobileData);
            Assert.Equal(Hex(terminator), Hex(spurt.Bursts[7].Payload.Span));
        }
    }

    [Fact]
    public void Speech_goes_in_and_comes_out_of_the_bursts()
    {
        var frames = SpokenPhrases.Frames(Phrase.EmergencyVi);
        var spurt = new VirtualRadio(new(4520001), new(3)).CallGroup(new(1001), frames.AsSpan(), new ServiceOptions(ServiceOptions.EmergencyBit));
        Assert.True(FullLinkControl.TryReadHeader(spurt.Bursts[0].Payload.Span, out var call) && call.ServiceOptions.IsEmergency);
        var heard = new List<ulong>();
        Span<ulong> infos = stackalloc ulong[VoiceBurst.Frames];
        foreach (var burst in spurt.Bursts.Where(burst => burst.Kind.IsVoiceBurst()))
        {
            Assert.Equal(VoiceBurst.Frames, VoiceBurst.Decode(burst.Payload.Span, infos, out int errors));
            Assert.Equal(0, errors);
            heard.AddRange(infos);
        }

        Assert.Equal(frames, heard.Take(frames.Length));
        Assert.All(heard.Skip(frames.Length), frame => Assert.Equal(frames[^1], frame));
        Assert.Equal(0, spurt.VoiceBursts % 6);
    }

    [Fact]
    public void Other_link_controls_alternate_with_the_call_s_which_comes_first()
    {
        var alias = LinkControl.Read([4, 0, 0x80, 65, 66, 67, 68, 69, 70]);
        var position = LinkControl.Read([8, 0, 0, 1, 2, 3, 4, 5, 6]);
        var radio = new VirtualRadio(new(4520001), new(1)) { Interleaved = [alias, position] };
        var spurt = radio.CallUnit(new(4520002), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(5 * 360)));
        var call = LinkControl.UnitVoice(new(4520002), radio.Id);
        var accumulator = default(EmbeddedLinkControlAccumulator);
        var heard = new List<LinkControl>();
        foreach (var burst in spurt.Bursts.Where(burst => burst.Kind.IsVoiceBurst() && burst.Kind != DmrdBurst.VoiceA))
        {
            if (accumulator.TryAdd(burst.Payload.Span, out var lc)) heard.Add(lc);
        }

        Assert.Equal([call, alias, call, position, call], heard);
    }

    [Fact]
    public void An_alias_and_a_position_can_be_read_from_a_spurt()
    {
        var position = GpsInfo.FromDegrees(12.6797, 108.0447, PositionError.Below20Metres);
        var aliasMessages = VirtualRadio.AliasMessages("Đội 1 Tân Lợi");
        var radio = new VirtualRadio(new(4520001), new(1)) { Interleaved = [.. aliasMessages, position.ToLinkControl()] };
        var spurt = radio.CallGroup(new(1001), VirtualRadio.SilenceFor(2 * (aliasMessages.Length + 1) * TimeSpan.FromMilliseconds(360)));
        var accumulator = default(EmbeddedLinkControlAccumulator);
        var alias = default(TalkerAliasAccumulator);
        GpsInfo? heard = null;
        foreach (var burst in spurt.Bursts.Where(burst => burst.Kind.IsVoiceBurst() && burst.Kind != DmrdBurst.VoiceA))
        {
            if (!accumulator.TryAdd(burst.Payload.Span, out var lc)) continue;
            alias.TryAdd(lc);
            if (GpsInfo.TryRead(lc, out var gps)) heard = gps;
        }

        Span<char> text = stackalloc char[64];
        Assert.True(alias.IsComplete && alias.TryGetText(text, out int length) && text[..length] is "Đội 1 Tân Lợi");
        Assert.Equal(position, heard);
        Assert.Throws<ArgumentException>(() => VirtualRadio.AliasMessages(new string('ộ', 10)));
    }

    [Fact]
    public void A_text_is_announced_and_read_back()
    {
        const string text = "Cháy rừng ở Tân Lợi";
        var sent = new VirtualRadio(new(4520001), new(5)).SendText(1001, AddressKind.Group, text);
        Assert.Equal([DmrdBurst.Csbk, DmrdBurst.Csbk, DmrdBurst.Csbk, DmrdBurst.DataHeader], sent.Bursts.Take(4).Select(burst => burst.Kind));
        int blocks = sent.Bursts.Length - 4;
        for (int i = 0; i < 3; i++)
        {
            Assert.True(Csbk.TryReadBurst(sent.Bursts[i].Payload.Span, DataType.Csbk, out var csbk, out _));
            Assert.True(Preamble.TryRead(csbk, out var preamble));
            Assert.Equal(new Preamble(true, AddressKind.Group, (byte)(sent.Bursts.Length - 1 - i), 1001, new(4520001)), preamble);
        }

        Assert.True(DataHeader.TryReadBurst(sent.Bursts[3].Payload.Span, out var header, out _));
        Assert.True(DefinedShortDataHeader.TryRead(header, out var described));
        Assert.Equal((blocks, 1001u, AddressKind.Group), (described.AppendedBlocks, described.Target, described.TargetKind));
        byte[] message = new byte[12 * blocks];
        for (int i = 0; i < blocks; i++)
        {
            Assert.True(DataBlock.TryRead(sent.Bursts[4 + i].Payload.Span, DataType.RateHalf, message.AsSpan(12 * i, 12), out _));
            Assert.True(SlotType.TryRead(sent.Bursts[4 + i].Payload.Span, out var slotType) && slotType == new SlotType(new(5), DataType.RateHalf));
        }

        Assert.True(MessageCrc.IsRight(message));
        Assert.Equal(text, Encoding.UTF8.GetString(message.AsSpan(0, message.Length - MessageCrc.Octets - (described.PadBits / 8))));
    }

    private static IEnumerable<JsonElement> GoldenCalls()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "vectors", "dmr-air-interface", "dmr_golden_vectors.json");
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.GetProperty("voice_calls").EnumerateArray()
            .Where(call => call.GetProperty("fid").GetInt32() == 0 && call.TryGetProperty("voice_header_burst33_MS_sync", out _)
                && call.TryGetProperty("superframe_A_to_F_silence", out _))
            .Select(call => call.Clone())];
    }

    private static uint Number(JsonElement call, string name) => call.GetProperty(name).GetUInt32();

    private static string Hex(ReadOnlySpan<byte> octets) => Convert.ToHexStringLower(octets);
}
