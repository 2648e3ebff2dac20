using CsCheck;
using RadioNet.BaseStation.Repeater;

namespace RadioNet.BaseStation.Tests.Repeater;

public sealed class DutyMeterTests
{
    [Fact]
    public void It_is_a_sixtieth_of_the_window_off_at_most() =>
        Gen.Select(Gen.Int[0, 100_000_000], Gen.Select(Gen.Int[1, 20_000], Gen.Bool).Array[1, 60]).Sample((start, turns) =>
        {
            var window = TimeSpan.FromSeconds(60);
            var now = TimeSpan.FromMilliseconds(start);
            var meter = new DutyMeter();
            meter.Reset(window, now);
            var on = new List<(TimeSpan From, TimeSpan Until)>();
            foreach (var (milliseconds, isOn) in turns)
            {
                var until = now + TimeSpan.FromMilliseconds(milliseconds);
                if (isOn) on.Add((now, until));
                meter.Advance(isOn, now = until);
            }

            var from = now - window;
            var exact = on.Sum(turn => Math.Max(0, (turn.Until - (turn.From > from ? turn.From : from)).TotalSeconds)) / window.TotalSeconds;
            return Math.Abs(meter.Share - exact) <= 1.0 / 60 + 1e-9 && meter.NextPart > now;
        });

    [Fact]
    public void A_long_time_off_is_skipped()
    {
        var meter = new DutyMeter();
        meter.Reset(TimeSpan.FromSeconds(60), TimeSpan.Zero);
        meter.Advance(wasOn: true, TimeSpan.FromSeconds(30));
        Assert.Equal(0.5, meter.Share, 6);
        meter.Advance(wasOn: false, TimeSpan.FromDays(900));
        Assert.Equal(0, meter.Share);
    }
}
