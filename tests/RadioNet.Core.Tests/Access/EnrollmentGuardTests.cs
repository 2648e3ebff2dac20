using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RadioNet.Core.Access;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Tests.Access;

public sealed class EnrollmentGuardTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));
    private readonly PlanDatabase _store;
    private readonly AlarmBook _alarms;
    private readonly EnrollmentGuard _guard;

    public EnrollmentGuardTests()
    {
        _store = new PlanDatabase(_folder.Path, _time);
        _alarms = new AlarmBook(_store, _time, NullLogger<AlarmBook>.Instance);
        _guard = new EnrollmentGuard(_alarms, _time);
    }

    public async ValueTask DisposeAsync()
    {
        await _alarms.DisposeAsync();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_source_may_try_ten_times_and_then_once_in_six_seconds()
    {
        var source = IPAddress.Parse("192.0.2.7");
        Assert.Equal(10, Enumerable.Range(0, 50).Count(_ => _guard.TryTake(source)));
        Assert.Equal(40, _guard.Limited);
        _time.Advance(TimeSpan.FromSeconds(6.1));
        Assert.True(_guard.TryTake(source));
        Assert.False(_guard.TryTake(source));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(10, Enumerable.Range(0, 50).Count(_ => _guard.TryTake(source)));
    }

    [Fact]
    public void Attempts_with_a_token_that_serves_do_not_count()
    {
        var source = IPAddress.Parse("192.0.2.7");
        for (var newcomer = 0; newcomer < 100; newcomer++)
        {
            Assert.True(_guard.TryTake(source));
            _guard.Right(source);
        }

        Assert.Equal(10, Enumerable.Range(0, 50).Count(_ => _guard.TryTake(source)));
    }

    [Fact]
    public void One_source_does_not_stop_another_and_a_subscribers_IPv6_addresses_are_one()
    {
        Assert.Equal(10, Enumerable.Range(1, 50).Count(host => _guard.TryTake(IPAddress.Parse($"2001:db8:1:2::{host:x}"))));
        var others = Enumerable.Range(1, 20).Count(network => _guard.TryTake(IPAddress.Parse($"2001:db8:1:{network + 100:x}::1")));
        Assert.InRange(others, 18, 20);
    }

    [Fact]
    public void Twenty_wrong_tokens_in_ten_minutes_are_one_alarm()
    {
        void Wrong(int count, TimeSpan apart)
        {
            for (var attempt = 0; attempt < count; attempt++)
            {
                _guard.Wrong(IPAddress.Parse("192.0.2.7"));
                _time.Advance(apart);
            }
        }

        Wrong(60, TimeSpan.FromMinutes(1));
        _time.Advance(TimeSpan.FromMinutes(11));
        Wrong(19, TimeSpan.FromSeconds(1));
        Assert.Empty(_alarms.Open);
        Wrong(1, TimeSpan.Zero);
        var alarm = Assert.Single(_alarms.Open);
        Assert.Equal((AlarmKind.EnrollmentRefused, 1), (alarm.Kind, alarm.Count));
        Assert.Contains("192.0.2.7", alarm.Text.En, StringComparison.Ordinal);
        Wrong(2000, TimeSpan.Zero);
        Assert.Equal(101, Assert.Single(_alarms.Open).Count);
        Assert.Equal(60 + 20 + 2000, _guard.Refused);
    }
}
