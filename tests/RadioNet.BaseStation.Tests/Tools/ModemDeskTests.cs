using RadioNet.BaseStation.Tools;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tests.Tools;

public sealed class ModemDeskTests
{
    [Fact]
    public async Task A_test_transmission_ends_by_itself()
    {
        await using var rig = new BenchRig();
        var desk = await rig.DeskAsync(rig.Transmitter, transmitLimit: TimeSpan.FromMilliseconds(300));
        await desk.SetUpAsync(BenchCarrier.Default.Setup, ModemState.DmrCalibration, CancellationToken.None);
        await desk.TransmitAsync(true, CancellationToken.None);
        Assert.True(rig.Transmitter.Statistics.IsTransmitting);

        await BenchRig.WaitAsync(() => !rig.Transmitter.Statistics.IsTransmitting, "the transmitter is off");

        Assert.False(desk.IsTransmitting);
    }

    [Fact]
    public async Task Another_state_and_the_end_switch_the_transmitter_off()
    {
        await using var rig = new BenchRig();
        var desk = await rig.DeskAsync(rig.Transmitter);
        await desk.SetUpAsync(BenchCarrier.Default.Setup, ModemState.DmrCalibration, CancellationToken.None);
        await desk.TransmitAsync(true, CancellationToken.None);
        await desk.SetUpAsync(BenchCarrier.Default.Setup, ModemState.LowFrequencyCalibration, CancellationToken.None);
        await BenchRig.WaitAsync(() => !rig.Transmitter.Statistics.IsTransmitting, "the transmitter is off in the new state");

        await desk.TransmitAsync(true, CancellationToken.None);
        Assert.True(rig.Transmitter.Statistics.IsTransmitting);
        await desk.DisposeAsync();

        await BenchRig.WaitAsync(() => !rig.Transmitter.Statistics.IsTransmitting, "the transmitter is off at the end");
        Assert.Equal(ModemState.Idle, rig.Transmitter.Statistics.State);
    }

    [Fact]
    public async Task A_level_is_changed_while_it_transmits()
    {
        await using var rig = new BenchRig();
        var desk = await rig.DeskAsync(rig.Transmitter);
        await desk.SetUpAsync(BenchCarrier.Default.Setup, ModemState.DmrCalibration, CancellationToken.None);
        await desk.TransmitAsync(true, CancellationToken.None);

        var (louder, errors) = BenchCarrier.Default.With(["transmit-level=47.5%"]);
        Assert.Empty(errors);
        await desk.SetUpAsync(louder!.Setup, ModemState.DmrCalibration, CancellationToken.None);

        Assert.True(rig.Transmitter.Statistics.IsTransmitting);
        Assert.Equal(ModemLevel.FromPercent(47.5), rig.Transmitter.With((firmware, _) => firmware.Configuration!.DmrLevel));
    }
}
