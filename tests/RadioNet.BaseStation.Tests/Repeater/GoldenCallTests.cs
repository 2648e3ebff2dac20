using System.Text.Json;
using RadioNet.BaseStation.Repeater;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Tests.Dmr;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>Calls of firmware-interfaces/dmr-air-interface, and one that a modem's firmware sent, octet by octet.</summary>
public sealed class GoldenCallTests
{
    private const int Superframes = 2;

    public static TheoryData<string> Calls => [.. GoldenVectors.List("voice_calls", atLeast: 11).Select(call => call.Text("name"))];

    [Theory, MemberData(nameof(Calls))]
    public void A_radios_call_is_repeated_and_sent_to_the_node_octet_by_octet(string name)
    {
        var call = new Golden(name);
        var rig = new RepeaterRig(new RepeaterSettings { ColorCode = call.ColorCode });
        int at = 0;
        foreach (var (kind, burst) in call.Bursts())
        {
            var control = kind.HasSlotType() ? DmrControl.FromDataType((DataType)kind.DataType()) : DmrControl.FromSuperframeIndex(kind.SuperframeIndex());
            rig.In(60 * at++, () => rig.Hear(Timeslot.Two, control, Golden.WithSync(burst, kind, SyncPattern.MobileVoice, SyncPattern.MobileData)));
        }

        rig.Run(3000);
        AssertOnAir(call, rig, Timeslot.Two);
        Assert.Equal(
            call.Bursts().Select(burst => Convert.ToHexString(Golden.WithSync(burst.Burst, burst.Kind, SyncPattern.MobileVoice, SyncPattern.MobileData))),
            rig.ToNetwork.Select(sent => Convert.ToHexString(sent.Burst)));
        Assert.All(rig.ToNetwork, sent => Assert.Equal((call.Source, call.Target, Timeslot.Two), (sent.Head.Source, sent.Head.Target, sent.Head.Slot)));
        Assert.Equal(call.Bursts().Select(burst => burst.Kind), rig.ToNetwork.Select(sent => sent.Head.Burst));
    }

    [Theory, MemberData(nameof(Calls))]
    public void A_call_of_the_node_gets_this_carriers_sync_and_color_code_and_nothing_else(string name)
    {
        var call = new Golden(name);
        var rig = new RepeaterRig(new RepeaterSettings { ColorCode = call.ColorCode });
        var lc = LinkControl.Read(call.LinkControl);
        var other = new ColorCode((byte)((call.ColorCode.Value + 5) % 16));
        int place = 0;
        foreach (var (kind, burst) in call.Bursts())
        {
            byte[] recolored = Golden.WithSync(burst, kind, SyncPattern.MobileVoice, SyncPattern.MobileData);
            if (kind != DmrdBurst.VoiceA)
                Assert.True(BurstColorCode.TryRewrite(recolored, kind.HasSlotType() ? BurstKind.Data : BurstKind.VoiceEmbedded, other));
            int at = place++;
            rig.In(60 * at, () => rig.Receive(Timeslot.One, lc, stream: 7, at, kind, recolored));
        }

        rig.Run(3000);
        AssertOnAir(call, rig, Timeslot.One);
        Assert.Empty(rig.ToNetwork);
    }

    [Fact]
    public void What_a_modems_firmware_sent_is_a_call_of_radio_1_to_talkgroup_9()
    {
        var frames = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "mmdvm-modem", "vectors.json")))
            .RootElement.GetProperty("frames").EnumerateArray().ToDictionary(frame => frame.Text("name"), frame => frame.Octets("hex"));
        var rig = new RepeaterRig();
        string[] names = ["voice LC header received", .. "ABCDEF".Select(letter => $"voice burst {letter} received"), "terminator received"];
        for (int i = 0; i < names.Length; i++)
        {
            byte[] frame = frames[names[i]];
            rig.In(60 * i, () =>
            {
                Assert.True(ModemFrame.TryRead(frame, out var read));
                Assert.True(DmrData.TryRead(read, out var data));
                rig.Repeater.OnAir(data.Slot, data.Control, data.Burst, data.RawRssi is null ? null : -80, rig.Now);
            });
        }

        rig.Run(2000);
        var ended = Assert.Single(rig.Of(RepeaterEventKind.SpurtEnded));
        Assert.Equal((1u, 9u, AddressKind.Group, SpurtEnd.Terminated), (ended.Source.Value, ended.Target, ended.TargetKind, ended.Why));

        // The frames' last bit, which is wrong in some of them, lies outside their codes: it passes as it came.
        Assert.Equal(new Reception(8, 0, 0, 6 * 141, -80, -80, -80), ended.Reception);
        Assert.Equal(8, rig.ToNetwork.Count);
        Assert.All(rig.ToNetwork.Skip(1).Take(6), sent => Assert.Equal("CEA8FE83ACC458200B", Convert.ToHexString(sent.Burst.AsSpan(24))));
        Assert.Equal([LinkControl.GroupVoice(new TalkgroupId(9), new RadioId(1))], rig.Sent(Timeslot.Two).Streams);

        // The firmware's own test pattern has the same hash of talkgroup 9, though in the place of the other timeslot.
        Assert.True(ModemFrame.TryRead(frames["short LC: group voice for talkgroup 9"], out var pattern));
        Assert.True(DmrShortLc.TryRead(pattern, out var shortLc));
        Assert.True(ActivityUpdate.TryRead(shortLc.Message, out var update));
        Assert.Equal(ActivityUpdate.HashOf(9), update.Hash2);
        Assert.Contains(rig.Frames, sent => DownlinkTests.IsActivity(sent.Frame, SlotActivity.GroupVoice, 9));
    }

    private static void AssertOnAir(Golden call, RepeaterRig rig, Timeslot slot)
    {
        var bursts = rig.Bursts(slot).Select(Convert.ToHexString).ToList();
        var expected = call.Bursts().Select(burst => Convert.ToHexString(burst.Burst)).ToList();
        int headers = bursts.TakeWhile(burst => burst == expected[0]).Count();
        Assert.True(headers >= 3, $"{headers} headers");
        Assert.Equal(expected, bursts.Skip(headers - 1));
        Assert.Single(rig.Aired(slot).Streams);
        Assert.False(rig.Aired(slot).IsOpen);
    }

    /// <summary>One call of the vectors, as a base station transmits it.</summary>
    private sealed class Golden(string name)
    {
        private readonly JsonElement _call = GoldenVectors.List("voice_calls", 11).Single(call => call.Text("name") == name);

        public ColorCode ColorCode => new((byte)_call.Number("cc"));

        public RadioId Source => new((uint)_call.Number("src"));

        public uint Target => (uint)_call.Number("dst");

        public byte[] LinkControl => _call.Octets("lc9");

        public static byte[] WithSync(byte[] burst, DmrdBurst kind, SyncPattern voice, SyncPattern data)
        {
            byte[] copy = [.. burst];
            if (kind == DmrdBurst.VoiceA) Sync.Write(copy, voice);
            else if (kind.HasSlotType()) Sync.Write(copy, data);
            return copy;
        }

        public IEnumerable<(DmrdBurst Kind, byte[] Burst)> Bursts()
        {
            yield return (DmrdBurst.VoiceHeader, _call.Octets("voice_header_burst33"));
            for (int superframe = 0; superframe < Superframes; superframe++)
            {
                int index = 0;
                foreach (var burst in _call.GetProperty("superframe_A_to_F_silence").EnumerateArray())
                    yield return (DmrdBurstExtensions.FromSuperframeIndex(index++), Convert.FromHexString(burst.GetString()!));
            }

            yield return (DmrdBurst.Terminator, _call.Octets("terminator_burst33"));
        }
    }
}
