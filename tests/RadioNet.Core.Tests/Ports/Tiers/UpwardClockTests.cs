using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Records;

namespace RadioNet.Core.Tests.Ports.Tiers;

public sealed class UpwardClockTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_a_silent_parent_was_sent_is_offered_again_though_somebody_sets_the_clock_back()
    {
        using var store = new RecordStore(_folder.Path);
        using var database = new PlanDatabase(_folder.Path, TimeProvider.System);
        await using var alarms = new AlarmBook(database, TimeProvider.System, NullLogger<AlarmBook>.Instance);
        var node = new NodeIdentity("low", CallRecords.Start, 1);
        var time = new SetTime();
        var upward = new UpwardRecords(store, database, store.Locations, alarms, new NodePresence(node), node, time, NullLogger<UpwardRecords>.Instance);
        store.Append([CallRecords.Ended(1)]);

        upward.Attached();
        Assert.Contains(RecordsUp.SaidOneofCase.RecordsOffered, Send());
        upward.Take(new RecordsDown { RecordsHeld = new StoreHeld { Store = new NodeStore { Node = "low", Store = store.Own.Store } } });
        Assert.Equal([RecordsUp.SaidOneofCase.Record], Send());

        time.Wall -= TimeSpan.FromHours(1);
        time.Passed += UpwardStream<CallRecord>.Patience / 2;
        Assert.Empty(Send());
        time.Passed += UpwardStream<CallRecord>.Patience / 2;
        Assert.Contains(RecordsUp.SaidOneofCase.RecordsOffered, Send());

        List<RecordsUp.SaidOneofCase> Send()
        {
            var said = new List<RecordsUp.SaidOneofCase>();
            upward.Send(message =>
            {
                said.Add(message.SaidCase);
                return true;
            });
            return said;
        }
    }

    /// <summary>A wall clock that is set, and time that passes all the same.</summary>
    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Wall { get; set; } = CallRecords.Start;

        public TimeSpan Passed { get; set; } = TimeSpan.FromDays(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Wall + Passed;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
