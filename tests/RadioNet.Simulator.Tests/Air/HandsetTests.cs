using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Tests.Modems.Firmware;

namespace RadioNet.Simulator.Tests.Air;

public sealed class HandsetTests
{
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(Timeslot.One)]
    [InlineData(Timeslot.Two)]
    public void A_radio_wakes_the_station_and_another_hears_its_call_whole(Timeslot slot)
    {
        var bench = new AirBench();
        var talker = bench.Join(1, with: options => options with { Slot = slot });
        var heard = Hears(bench.Join(2, with: options => options with { Slot = slot }));
        var elsewhere = Hears(bench.Join(3, with: options => options with { Slot = slot == Timeslot.One ? Timeslot.Two : Timeslot.One }));
        var otherGroup = Hears(bench.Join(4, with: options => options with { Slot = slot, Groups = [new(7)] }));
        var monitor = Hears(bench.Join(5, with: options => options with { Slot = slot, Groups = [], Monitors = true }));
        var call = talker.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(TwoSeconds));

        talker.Press(call, bench.Now);
        bench.PassUntil(() => !talker.IsKeyed);
        bench.Pass(TwoSeconds);

        Assert.Equal(HandsetTransmissionState.Sent, talker.Last!.State);
        Assert.Equal(1, talker.Last.WakeUps);
        Assert.Equal(call.Bursts.Length, talker.Last.BurstsSent);
        Assert.All(bench.Reports.Skip(1), report => Assert.Equal(slot, report.Slot));
        Assert.Equal(call.Bursts.Select(burst => Convert.ToHexString(burst.Payload.Span)), bench.Reports.Skip(1).Select(report => report.Burst));
        var whole = Assert.Single(heard);
        Assert.True(whole.IsWhole);
        Assert.Equal((1u, 1001u), (whole.Source.Value, whole.Target));
        Assert.Equal(call.VoiceDigest, whole.VoiceDigest);
        Assert.Equal(0, whole.BitErrorRate);
        Assert.Equal(Downlink.Of(call).Select(Convert.ToHexString), whole.Bursts.Select(burst => Convert.ToHexString(burst.Burst.Octets)));
        Assert.Empty(elsewhere);
        Assert.Empty(otherGroup);
        Assert.Equal(call.VoiceDigest, Assert.Single(monitor).VoiceDigest);
        Assert.Equal(0, bench.Modem.OnAir.Count(bench.Now).Faults);
    }

    [Fact]
    public void Who_comes_late_hears_from_the_embedded_link_control_on()
    {
        var bench = new AirBench();
        var talker = bench.Join(1);
        var late = new List<HeardCall>();
        talker.Press(talker.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(3 * TwoSeconds), new(ServiceOptions.EmergencyBit)), bench.Now);
        bench.Pass(TwoSeconds);
        bench.Join(2).CallHeard += late.Add;
        bench.PassUntil(() => late.Count > 0);

        Assert.Equal(HeardEntry.Embedded, late[0].Entry);
        Assert.True(late[0].Call.ServiceOptions.IsEmergency);
        Assert.True(late[0].HasTerminator);
        Assert.InRange(late[0].VoiceBursts, 50, 90);
        Assert.Equal(0, late[0].OutOfStep);
    }

    [Fact]
    public void A_private_call_is_for_one_and_carries_name_and_place()
    {
        var bench = new AirBench();
        var place = GpsInfo.FromDegrees(12.6797, 108.0447, PositionError.Below20Metres);
        var talker = bench.Join(1, with: options => options with { Interleaved = [.. VirtualRadio.AliasMessages("PCCC 01"), place.ToLinkControl()] });
        var called = Hears(bench.Join(2));
        var other = Hears(bench.Join(3));
        talker.Press(talker.Radio.CallUnit(new(2), VirtualRadio.SilenceFor(3 * TwoSeconds)), bench.Now);
        bench.PassUntil(() => called.Count > 0);

        Assert.Equal(AddressKind.Unit, called[0].Call.TargetKind);
        Assert.Equal("PCCC 01", called[0].Alias);
        Assert.Equal(place, called[0].Position);
        Assert.Empty(other);
    }

    [Fact]
    public void A_text_and_a_control_block_arrive()
    {
        var bench = new AirBench();
        var sender = bench.Join(1);
        var receiver = bench.Join(2);
        var texts = new List<HeardText>();
        var controls = new List<HeardControl>();
        receiver.TextHeard += texts.Add;
        receiver.ControlHeard += controls.Add;
        bench.Start();
        bench.Pass(TwoSeconds);
        sender.Press(sender.Radio.SendText(1001, AddressKind.Group, "Cháy ở đồi Tân Lợi"), bench.Now);
        bench.PassUntil(() => texts.Count > 0);

        Assert.Equal((1u, "Cháy ở đồi Tân Lợi"), (texts[0].Source.Value, texts[0].Text));
        Assert.Equal(3, controls.Count(control => Preamble.TryRead(control.Block, out _)));
    }

    [Fact]
    public void A_radio_out_of_reach_gives_up_after_its_wake_ups()
    {
        var bench = new AirBench();
        var talker = bench.Join(1, dbm: -150);
        talker.Press(talker.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(TwoSeconds)), bench.Now);
        bench.PassUntil(() => !talker.IsKeyed);
        Assert.Equal((HandsetTransmissionState.NoBaseStation, 2, 0), (talker.Last!.State, talker.Last.WakeUps, talker.Last.BurstsSent));
        Assert.Empty(bench.Reports);
        Assert.False(bench.Modem.IsTransmitting);
    }

    [Fact]
    public void A_released_key_ends_the_call_with_its_superframe_and_its_terminator()
    {
        var bench = new AirBench();
        bench.Start();
        bench.Pass(TwoSeconds);
        var talker = bench.Join(1);
        var heard = Hears(bench.Join(2));
        bench.Pass(TwoSeconds);
        talker.Press(talker.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(10 * TwoSeconds)), bench.Now);
        bench.Pass(TwoSeconds);
        talker.Release(bench.Now);
        bench.PassUntil(() => heard.Count > 0);

        Assert.True(heard[0].IsWhole);
        Assert.Equal(0, heard[0].VoiceBursts % 6);
        Assert.InRange(heard[0].VoiceBursts, 30, 42);
        Assert.Equal(0, talker.Last!.WakeUps);
    }

    [Fact]
    public void Who_is_polite_does_not_talk_over_another()
    {
        var bench = new AirBench();
        var first = bench.Join(1);
        var second = bench.Join(2, with: options => options with { IsPolite = true, Groups = [] });
        first.Press(first.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(2 * TwoSeconds)), bench.Now);
        bench.Pass(TwoSeconds);
        second.Press(second.Radio.CallGroup(new(7), VirtualRadio.SilenceFor(TwoSeconds)), bench.Now);
        Assert.Equal(HandsetTransmissionState.ChannelBusy, second.Last!.State);
        bench.PassUntil(() => !first.IsKeyed);
        bench.Pass(TwoSeconds);
        second.Press(second.Radio.CallGroup(new(7), VirtualRadio.SilenceFor(TwoSeconds)), bench.Now);
        Assert.True(second.IsKeyed);
    }

    [Fact]
    public void On_a_simplex_channel_radios_hear_each_other_and_the_modem()
    {
        var bench = new AirBench(configuration: FirmwareBench.Simplex, channel: ChannelFrequencies.Simplex) { IsRepeating = false };
        var talker = bench.Join(1, with: Simplex);
        var heard = Hears(bench.Join(2, with: Simplex));
        var call = talker.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(TwoSeconds));
        talker.Press(call, bench.Now);
        bench.PassUntil(() => heard.Count > 0);
        Assert.True(heard[0].IsWhole);
        Assert.Equal(call.Bursts.Length, bench.Reports.Count);
        Assert.All(bench.Reports, report => Assert.Equal(Timeslot.Two, report.Slot));

        foreach (var burst in call.Bursts) bench.Tell("E0 25 1A 00" + Convert.ToHexString(burst.Payload.Span)); // more than fit
        bench.PassUntil(() => heard.Count > 1);
        Assert.Equal(11 - 1, heard[1].VoiceBursts);
        Assert.False(heard[1].HasTerminator);

        static HandsetOptions Simplex(HandsetOptions options) => options with { Channel = ChannelFrequencies.Simplex };
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1500, 0, true)]
    [InlineData(-2500, 0, false)] // out of the modem's window
    [InlineData(0, 100, true)]
    [InlineData(0, 900, false)] // its symbols lie where their neighbours should
    public void Errors_of_time_and_frequency_cost_the_call(int microseconds, int hertz, bool isHeard)
    {
        var bench = new AirBench();
        bench.Start();
        bench.Pass(TwoSeconds);
        var talker = bench.Join(1, with: options => options with
        {
            TimingError = TimeSpan.FromMicroseconds(microseconds),
            FrequencyErrorHertz = hertz,
        });
        bench.Pass(TwoSeconds);
        talker.Press(talker.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(TwoSeconds)), bench.Now);
        bench.PassUntil(() => !talker.IsKeyed);
        Assert.Equal(isHeard, bench.Reports.Count > 30);
        if (!isHeard) Assert.Empty(bench.Reports);
    }

    [Fact]
    public void A_delay_of_the_transceiver_is_what_DMRDelay_is_for()
    {
        Assert.Empty(Call(delaySamples: 0));
        Assert.NotEmpty(Call(delaySamples: 72)); // 3 ms

        static List<DmrdBurst> Call(int delaySamples)
        {
            string configuration = FirmwareBench.DuplexDebug.Replace("01 00 80 00", $"01 {delaySamples:X2} 80 00", StringComparison.Ordinal);
            var air = new VirtualAir();
            var antenna = air.Raise("modem", ChannelFrequencies.Duplex.ReceiveHertz, ChannelFrequencies.Duplex.TransmitHertz, isFullDuplex: true, TimeSpan.FromMilliseconds(3));
            var modem = new RadioNet.Simulator.Modems.Firmware.ModemFirmware(RadioNet.Simulator.Modems.Firmware.FirmwareOptions.Mmdvm2026, antenna);
            air.Connect(antenna, modem);
            var radio = Handset.Join(air, new() { Id = new(1) });
            modem.FromHost(Convert.FromHexString(FirmwareBench.Frame(configuration + "E0 04 03 02 E0 04 1D 01")), TimeSpan.Zero);
            air.Advance(TimeSpan.FromMilliseconds(500));
            radio.Press(radio.Radio.CallGroup(new(1001), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(360))), air.Now);
            air.Advance(TimeSpan.FromMilliseconds(1500));
            var reports = new List<DmrdBurst>();
            byte[] octets = new byte[255];
            while (modem.ToHost(octets) > 0)
                if (octets[2] == 0x18) reports.Add(DmrdBurst.VoiceHeader);
            return reports;
        }
    }

    private static List<HeardCall> Hears(Handset handset)
    {
        var calls = new List<HeardCall>();
        handset.CallHeard += calls.Add;
        return calls;
    }
}
