using Microsoft.Extensions.Time.Testing;
using RadioNet.Api;
using RadioNet.Core.Ports.Tiers;

namespace RadioNet.Core.Tests.Ports.Tiers;

public sealed class ClockGaugeTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
    private readonly ClockGauge _gauge;

    public ClockGaugeTests() => _gauge = new ClockGauge(_time);

    [Fact]
    public void An_offset_lies_within_half_the_round_trip_of_what_is_true()
    {
        Assert.Null(_gauge.Reading);
        var ahead = TimeSpan.FromSeconds(90);
        Ping(ahead, there: 30, back: 10);
        var reading = _gauge.Reading!;
        Assert.Equal(TimeSpan.FromMilliseconds(20), reading.Error);
        Assert.InRange(-reading.Offset, ahead - reading.Error, ahead + reading.Error);
    }

    [Fact]
    public void The_best_of_the_last_minute_counts_and_widens_as_it_ages()
    {
        var ahead = TimeSpan.FromMilliseconds(-300);
        Ping(ahead, 1, 1);
        Ping(ahead, 300, 100);
        Assert.InRange(_gauge.Reading!.Error, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1.1));
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.InRange(_gauge.Reading!.Error, TimeSpan.FromMilliseconds(3), TimeSpan.FromMilliseconds(3.1));
        _time.Advance(TimeSpan.FromSeconds(21));
        Ping(ahead, 300, 100);
        Assert.Equal(200, _gauge.Reading!.Error.TotalMilliseconds, 1.0);
    }

    [Fact]
    public void What_no_clock_says_is_passed_over()
    {
        var ping = ClockGauge.Ping(1, _time);
        Assert.False(_gauge.Hear(ping));
        ping.Answered = long.MaxValue;
        Assert.False(_gauge.Hear(ping));
        ping.Answered = ping.Sent;
        ping.Ticks = _time.GetTimestamp() + 1;
        Assert.False(_gauge.Hear(ping));
        Assert.Null(_gauge.Reading);
        Assert.Null(ClockGauge.Read(new ClockSaid { Offset = long.MinValue }));
        Assert.Null(ClockGauge.Read(new ClockSaid { Error = ulong.MaxValue }));
    }

    private void Ping(TimeSpan ahead, int there, int back)
    {
        var ping = ClockGauge.Ping(1, _time);
        _time.Advance(TimeSpan.FromMilliseconds(there));
        ping.Answered = ClockGauge.Microseconds(_time.GetUtcNow() + ahead);
        _time.Advance(TimeSpan.FromMilliseconds(back));
        Assert.True(_gauge.Hear(ping));
    }
}
