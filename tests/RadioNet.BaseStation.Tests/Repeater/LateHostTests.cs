using RadioNet.BaseStation.Repeater;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>A host that stood still, and then takes at once what came meanwhile.</summary>
public sealed class LateHostTests
{
    private const int Stands = 1000;

    private readonly Air _air = new(Air.Group(), new ColorCode(1));

    [Theory]
    [InlineData(130, 0)]
    [InlineData(400, 1)]
    public void Fills_in_for_no_burst_that_waits_to_be_taken_and_counts_what_the_modem_lacked(int late, int underruns)
    {
        var rig = Awake(mayRunDry: underruns > 0);
        StandStill(rig, late, () => rig.Repeater.OnAirLost(Timeslot.Two, rig.Now));
        rig.ReceiveCall(Timeslot.One, _air, stream: 0, voice: 40, delay: place => Delayed(60 * place, late));
        rig.Run(6000);
        Assert.Equal((underruns, 0L), ((int)rig.Repeater.Counters.Underruns, rig.Repeater.Counters.Concealed));
        Assert.Equal(40, rig.Of(RepeaterEventKind.DownlinkEnded).Single().Playout.Played);
    }

    [Fact]
    public void Takes_no_radio_for_silent_whose_bursts_wait_to_be_taken()
    {
        const int late = 600;
        var rig = Awake(mayRunDry: true);
        StandStill(rig, late, () => rig.Repeater.OnAirLost(Timeslot.Two, rig.Now));
        for (int i = 0; i < 30; i++)
        {
            int number = i;
            bool isHeader = number < 2;
            rig.In(60 * i + Delayed(60 * i, late), () => rig.Hear(
                Timeslot.One,
                isHeader ? DmrControl.FromDataType(DataType.VoiceHeader) : Air.Control(number - 2),
                isHeader ? _air.Header() : _air.Voice(number - 2)));
        }

        rig.In(60 * 30, () => rig.Hear(Timeslot.One, DmrControl.FromDataType(DataType.Terminator), _air.Terminator()));
        rig.Run(6000);
        Assert.Equal([SpurtEnd.Terminated], rig.Of(RepeaterEventKind.SpurtEnded).Where(said => said.Slot == Timeslot.One).Select(said => said.Why));
        Assert.Equal(0, rig.Repeater.Counters.Concealed);
        Assert.Equal((_air.LinkControl, 30), (rig.Aired(Timeslot.One).Streams.Single(), UplinkTests.Speech(rig, Timeslot.One).Count()));
    }

    [Fact]
    public void Counts_what_it_fills_in_for_a_radio_that_is_repeated()
    {
        var rig = Awake();
        rig.HearCall(Timeslot.One, _air, voice: 18, isLost: number => number is 7 or 8);
        rig.Run(4000);
        Assert.Equal((2L, 0L), (rig.Repeater.Counters.Concealed, rig.Repeater.Counters.Underruns));
    }

    [Fact]
    public void Believes_no_old_status_that_the_modem_has_much_to_send()
    {
        const int late = 110;
        var rig = Awake();
        StatusReply old = default;
        TimeSpan waits = default;
        rig.In(Stands - 1, () => old = rig.Modem.Status);
        StandStill(rig, late, () =>
        {
            rig.Repeater.OnModemStatus(old, rig.Now);
            waits = rig.Repeater.Queued(Timeslot.One, rig.Now);
        });
        rig.ReceiveCall(Timeslot.One, _air, stream: 0, voice: 40, delay: place => Delayed(60 * place, late));
        rig.Run(6000);
        Assert.InRange(waits.TotalMilliseconds, 0, 80);
        Assert.Equal(0, rig.Repeater.Counters.Underruns);
    }

    private static double Delayed(double at, int late) => at > Stands && at < Stands + late ? Stands + late - at : 0;

    /// <summary>A repeater whose transmitter is on, and that buffers nothing more than it must.</summary>
    private static RepeaterRig Awake(bool mayRunDry = false)
    {
        var rig = new RepeaterRig(new RepeaterSettings { JitterStart = TimeSpan.Zero, JitterLeast = TimeSpan.Zero }) { MayRunDry = mayRunDry };
        rig.HearCall(Timeslot.Two, new Air(Air.Group(1002, 4520002), new ColorCode(1)), voice: 6);
        rig.Run(2000);
        return rig;
    }

    /// <summary>The host stands still for so long; the first that it then takes is what <paramref name="first"/> gives it.</summary>
    private static void StandStill(RepeaterRig rig, int late, Action? first = null)
    {
        var until = rig.Now + TimeSpan.FromMilliseconds(Stands + late);
        rig.In(Stands - 10, () => rig.Polls = false);
        rig.In(Stands, () => rig.StandsUntil = until);
        rig.In(Stands + late, () =>
        {
            rig.Polls = true;
            rig.Repeater.Gather(TimeSpan.FromMilliseconds(late));
            first?.Invoke();
        });
    }
}
