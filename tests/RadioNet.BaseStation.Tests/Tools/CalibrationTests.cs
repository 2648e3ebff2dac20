using CsCheck;
using RadioNet.BaseStation.Tools;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Air;

namespace RadioNet.BaseStation.Tests.Tools;

public sealed class CalibrationTests
{
    [Theory]
    [InlineData(CalibrationStep.LowFrequency, ModemState.LowFrequencyCalibration, Emission.Square)]
    [InlineData(CalibrationStep.Deviation, ModemState.DmrCalibration, Emission.Tone)]
    [InlineData(CalibrationStep.TransmitOffset, ModemState.DmrSimplexCalibration1k, Emission.Preamble)]
    public async Task A_transmit_step_sends_its_signal(CalibrationStep step, ModemState state, Emission emission)
    {
        await using var rig = new BenchRig();
        var bench = await BenchAsync(rig, rig.Transmitter);

        await bench.GoAsync(step, CancellationToken.None);
        Assert.False(rig.Transmitter.Statistics.IsTransmitting);
        await bench.TransmitAsync(true, CancellationToken.None);

        await BenchRig.WaitAsync(() => rig.Transmitter.OnAir.Emission == emission, $"{emission}");
        Assert.Equal(state, rig.Transmitter.Statistics.State);
        await bench.GoAsync(CalibrationStep.ReceiveLevel, CancellationToken.None);
        await BenchRig.WaitAsync(() => !rig.Transmitter.Statistics.IsTransmitting, "off in a receive step");
    }

    [Fact]
    public async Task What_is_turned_reaches_the_modem_and_comes_out_as_the_plans_words()
    {
        await using var rig = new BenchRig();
        var bench = await BenchAsync(rig, rig.Transmitter);
        await bench.GoAsync(CalibrationStep.Deviation, CancellationToken.None);

        await bench.TurnAsync(CalibrationKnob.TransmitLevel, -5, CancellationToken.None);
        await bench.TurnAsync(CalibrationKnob.InvertTransmit, 1, CancellationToken.None);
        await bench.TurnAsync(CalibrationKnob.TransmitDcOffset, 3, CancellationToken.None);

        Assert.Equal(["transmit-level=47.5%", "transmit-dc-offset=3", "invert=transmit"], bench.Words);
        var (configuration, _) = rig.Transmitter.With((firmware, _) => (firmware.Configuration!, 0));
        Assert.Equal((ModemLevel.FromPercent(47.5), true, 3), (configuration.DmrLevel, configuration.TransmitInverted, configuration.TransmitDcOffset));
    }

    [Fact]
    public async Task The_middle_between_the_edges_is_taken()
    {
        await using var rig = new BenchRig();
        var bench = await BenchAsync(rig, rig.Transmitter);
        await bench.GoAsync(CalibrationStep.TransmitOffset, CancellationToken.None);
        Assert.False(await bench.TakeFoundAsync(CancellationToken.None));

        await bench.TurnAsync(CalibrationKnob.TransmitOffset, -8, CancellationToken.None);
        bench.MarkEdge(isLow: true);
        await bench.TurnAsync(CalibrationKnob.TransmitOffset, 20, CancellationToken.None);
        bench.MarkEdge(isLow: false);

        Assert.True(await bench.TakeFoundAsync(CancellationToken.None));
        Assert.Equal(["transmit-offset=100Hz"], bench.Words);
    }

    [Fact]
    public async Task The_receive_offset_with_the_fewest_errors_is_found_by_what_is_heard()
    {
        await using var rig = new BenchRig();
        await rig.SendPatternAsync();
        var bench = await BenchAsync(rig, rig.Receiver);
        await bench.GoAsync(CalibrationStep.ReceiveOffset, CancellationToken.None);
        Assert.Null(bench.BestOffset);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (bench.BestOffset is null) bench.Take(await bench.Desk.Access.Frames.ReadAsync(patience.Token));

        Assert.Equal(0, bench.BestOffset!.Value.Value);
        Assert.True(bench.Ber.Percent < 0.1);
        Assert.Empty(bench.Words);
    }

    [Fact]
    public void However_the_knobs_are_turned_the_plan_takes_the_outcome()
    {
        var turns = Gen.Select(Gen.Enum<CalibrationKnob>(), Gen.Int[-700, 700]).Array[0, 20];
        turns.Sample(
            many =>
            {
                var modem = ModemSettings.Default;
                foreach (var (knob, steps) in many) modem = CalibrationKnobs.Turn(modem, knob, steps);
                var (carrier, errors) = BenchCarrier.Default.With([.. CalibrationKnobs.Words(ModemSettings.Default, modem)]);
                Assert.Empty(errors);
                Assert.Equal(modem, carrier!.Carrier.Modem);
            },
            iter: 300);
    }

    private static async Task<CalibrationBench> BenchAsync(BenchRig rig, RadioNet.Simulator.Modems.VirtualModem modem) =>
        new(await rig.DeskAsync(modem), BenchCarrier.Default, ModemSettings.Default);
}
