using RadioNet.BaseStation.Repeater;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>A carrier of one frequency: timeslot 2 alone, one direction at a time.</summary>
public sealed class SimplexTests
{
    private static readonly ColorCode One = new(1);
    private static readonly RepeaterSettings Simplex = new() { Duplex = false };

    private readonly Air _air = new(Air.Group(), One);

    [Fact]
    public void A_call_goes_out_with_the_mobiles_sync_and_eight_headers_without_a_start()
    {
        var rig = new RepeaterRig(Simplex);
        rig.ReceiveCall(Timeslot.Two, _air, stream: 1, voice: 18);
        rig.Run(5000);
        Assert.All(rig.Commands, command => Assert.Equal(ModemCommand.DmrData2, command));
        var sent = rig.Bursts(Timeslot.Two).ToList();
        Assert.Equal(Convert.ToHexString(_air.Header()), Convert.ToHexString(sent[7]));
        Assert.Equal(Convert.ToHexString(_air.Terminator()), Convert.ToHexString(sent[^1]));
        UplinkTests.AssertSpeech(rig, Timeslot.Two, _air, 18, Enumerable.Range(0, 18));
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.Two).Streams);
        Assert.Equal([RepeaterEventKind.TransmitterOn, RepeaterEventKind.TransmitterOff], rig.Events.Where(said => said.Slot == Timeslot.None).Select(said => said.Kind));
    }

    [Fact]
    public void Nothing_is_repeated_and_nothing_sent_while_a_radio_is_heard()
    {
        var radio = new Air(Air.Group(1002, 4520009), One);
        var rig = new RepeaterRig(Simplex);
        rig.HearCall(Timeslot.Two, radio, voice: 30);
        rig.In(300, () => rig.ReceiveCall(Timeslot.Two, _air, stream: 1, voice: 60));
        rig.Run(60 * 32 - 1);
        Assert.Empty(rig.Frames);
        rig.Run(6000);
        Assert.Equal(33, rig.ToNetwork.Count);
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.Two).Streams);
        var played = UplinkTests.Speech(rig, Timeslot.Two).Select(burst => _air.NumberOf(burst, 60)).ToList();
        Assert.Equal(0, played[0] % 6);
        Assert.Equal(Enumerable.Range(played[0], 60 - played[0]), played);
    }

    [Fact]
    public void Noise_of_another_system_keeps_it_silent_too()
    {
        var foreign = new Air(Air.Group(9, 77), new ColorCode(2));
        var rig = new RepeaterRig(Simplex);
        rig.HearCall(Timeslot.Two, foreign, voice: 1, headers: 0, terminator: false);
        rig.Run(1);
        rig.ReceiveCall(Timeslot.Two, _air, stream: 1, voice: 12);
        rig.Run(400);
        Assert.Empty(rig.Frames);
    }

    [Fact]
    public void A_modem_that_left_its_state_is_put_back_and_the_call_goes_on()
    {
        var rig = new RepeaterRig(Simplex);
        rig.ReceiveCall(Timeslot.Two, _air, stream: 1, voice: 60);
        rig.In(2500, () =>
        {
            rig.Modem.BarkAndStop();
            rig.Repeater.OnModemState(ModemState.Idle, rig.Now);
        });
        rig.Run(9000);
        Assert.Equal([_air.LinkControl], rig.Aired(Timeslot.Two).Streams);
        Assert.Equal(2, rig.Of(RepeaterEventKind.TransmitterOn).Count());
        Assert.Equal(2, rig.Of(RepeaterEventKind.TransmitterOff).Count());
    }

    [Fact]
    public void Timeslot_1_is_not_there()
    {
        var rig = new RepeaterRig(Simplex);
        rig.ReceiveCall(Timeslot.One, _air, stream: 1, voice: 6);
        rig.HearCall(Timeslot.One, _air, voice: 6);
        rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.Csbk, isIdleReceive: true), TransmitterTests.WakeUp());
        rig.Run(3000);
        Assert.Empty(rig.Frames);
        Assert.Empty(rig.ToNetwork);
        Assert.Equal(8, rig.Repeater.Counters.Stray);
    }
}
