using System.Text.Json;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
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
    public void Blocks_are_sent_with_their_slot_type()
    {
        byte[] block = [0xBD, 0, 0x80, 0, 0, 3, 0xE9, 0x44, 0xF8, 0xA1, 1, 2];
        var sent = new VirtualRadio(new(4520001), new(5)).SendBlocks(1001, AddressKind.Group, (DataType.Csbk, block), (DataType.DataHeader, block));
        Assert.Equal([DmrdBurst.Csbk, DmrdBurst.DataHeader], sent.Bursts.Select(burst => burst.Kind));
        Assert.True(SlotType.TryRead(sent.Bursts[1].Payload.Span, out var slotType));
        Assert.Equal(new SlotType(new(5), DataType.DataHeader), slotType);
        Assert.Equal(SyncPattern.MobileData, Sync.Recognise(sent.Bursts[0].Payload.Span));
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
