using System.Collections.Immutable;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.HilRigs.Tests.Driving;

public sealed class TransmitGuardTests
{
    private static readonly ImmutableArray<(Hertz, Hertz)> _band = [(new(433_000_000), new(434_000_000))];

    private readonly TransmitGuard _guard = new(new(
        TimeSpan.FromSeconds(5), new Percent(20), TimeSpan.FromSeconds(60), _band, new Percent(10), new Percent(1)));

    [Fact]
    public void A_transmission_lasts_from_the_command_to_the_status_that_says_off()
    {
        Assert.True(Pass(ModemCommand.DmrStart, 0, 1));
        _guard.OnStatus(isTransmitting: false, Seconds(0.1)); // on its way when the command was
        Assert.True(_guard.IsKeyed);
        _guard.OnStatus(isTransmitting: true, Seconds(0.5));
        Pass(ModemCommand.DmrStart, 2, 0);
        Assert.True(_guard.IsKeyed);
        _guard.OnStatus(isTransmitting: false, Seconds(2.25));

        Assert.False(_guard.IsKeyed);
        Assert.Equal(Seconds(2.25), _guard.OnAir(Seconds(10)));
        Assert.Null(_guard.TakeViolation());
    }

    [Theory]
    [InlineData(ModemCommand.DmrStart, 1)]
    [InlineData(ModemCommand.CalibrationData, 1)]
    [InlineData(ModemCommand.SendCwId, 1)]
    [InlineData(ModemCommand.DmrData2, 34)]
    public void What_lasts_too_long_is_cut_until_it_is_off_and_nothing_switches_it_on_again(ModemCommand command, int octets)
    {
        byte[] payload = new byte[octets];
        payload.AsSpan().Fill(1);
        Assert.True(Pass(command, 0, payload));
        Assert.False(_guard.MustCut(Seconds(4.9)));
        Assert.True(_guard.MustCut(Seconds(5)));
        Assert.False(_guard.MustCut(Seconds(5.2)));
        Assert.True(_guard.MustCut(Seconds(5.3)));
        _guard.OnStatus(isTransmitting: true, Seconds(5.5));
        Assert.True(_guard.MustCut(Seconds(5.6)));
        _guard.OnStatus(isTransmitting: false, Seconds(5.8));
        Assert.False(_guard.MustCut(Seconds(6)));

        Assert.False(Pass(command, 6, payload));
        Assert.True(Pass(ModemCommand.DmrStart, 6, 0));
        Assert.Contains("5 s", _guard.TakeViolation()!.En, StringComparison.Ordinal);
        Assert.Null(_guard.TakeViolation());
    }

    [Fact]
    public void A_transmitter_that_comes_on_by_itself_is_cut_too()
    {
        _guard.OnStatus(isTransmitting: true, Seconds(1));

        Assert.True(_guard.MustCut(Seconds(6)));
    }

    [Theory]
    [InlineData(433_500_000, 433_500_000, 10, true)]
    [InlineData(433_500_000, 434_000_001, 10, false)]
    [InlineData(432_999_999, 433_500_000, 10, false)]
    [InlineData(433_500_000, 433_500_000, 11, false)]
    public void A_modem_is_tuned_within_the_limits_alone(uint receive, uint transmit, int power, bool mayPass)
    {
        byte[] frame = new byte[SetFrequency.Length];
        new SetFrequency(receive, transmit) { Power = ModemLevel.FromPercent(power) }.Write(frame, ModemHardware.Mmdvm);
        Assert.True(ModemFrame.TryRead(frame, out var read));

        Assert.Equal(mayPass, _guard.MayPass(read, TimeSpan.Zero));
        Assert.Equal(mayPass, _guard.TakeViolation() is null);
    }

    [Fact]
    public void A_transmission_waits_until_the_duty_cycle_has_room()
    {
        Pass(ModemCommand.DmrStart, 0, 1);
        _guard.Closed(Seconds(10)); // of the 12 s that a window of 60 s has

        Assert.Equal(TimeSpan.Zero, _guard.WaitBefore(Seconds(2), Seconds(20)));

        // 4 s find room when 2 s of the first have left the window by its end: at 62 s.
        Assert.Equal(Seconds(38), _guard.WaitBefore(Seconds(4), Seconds(20)));
        Assert.Null(_guard.WaitBefore(Seconds(5.1), Seconds(20)));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private bool Pass(ModemCommand command, double at, params byte[] payload)
    {
        byte[] frame = new byte[ModemFrame.LengthOf(payload.Length)];
        ModemFrame.Write(frame, command, payload);
        return ModemFrame.TryRead(frame, out var read) && _guard.MayPass(read, Seconds(at));
    }
}
