using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.Api;
using RadioNet.BaseStation.Fallback;
using RadioNet.CallControl;
using RadioNet.Core.Calls;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Ports.Sites;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Ports.Tiers;
using RadioNet.Core.Tests.Records;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Identity;
using Node = RadioNet.Core.Records.RecordWriter;

namespace RadioNet.Core.Tests.Ports;

/// <summary>A station's log on one folder and a node's store on another, with nothing between them but their messages.</summary>
public sealed class StationRecordsTests : IAsyncLifetime
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(20);
    private readonly TempFolder _stationFolder = new();
    private readonly TempFolder _nodeFolder = new();
    private readonly HeardAlarms _alarms = new();
    private readonly LocalRecordLog _log;
    private readonly LocalRecordDelivery _delivery;
    private readonly RefusingStore _store;
    private Node _writer = null!;
    private StationRecords _records = null!;

    public StationRecordsTests()
    {
        _log = LocalRecordLog.Open(_stationFolder.Path);
        _delivery = new LocalRecordDelivery(_log);
        _store = new RefusingStore(_nodeFolder.Path);
    }

    public async ValueTask InitializeAsync() => await StartNodeAsync();

    public async ValueTask DisposeAsync()
    {
        await StopNodeAsync();
        _store.Dispose();
        _log.Dispose();
        _stationFolder.Dispose();
        _nodeFolder.Dispose();
    }

    [Fact]
    public async Task Everything_that_a_station_kept_is_stored_once_and_leaves_its_disk_then()
    {
        _delivery.Keep([.. Enumerable.Range(1, 200).Select(i => i == 77 ? Emergency(i) : Call(i))]);
        await DeliverAsync(Attach());
        Assert.Equal(Calls(200, but: 77), Stored());
        Assert.Equal([$"{AlarmKind.Emergency} 101"], _alarms.Raised);
        Assert.Equal(0, _log.Count);
    }

    [Fact]
    public async Task Links_that_break_and_nodes_that_start_anew_store_nothing_twice()
    {
        for (var turn = 1; turn <= 6; turn++)
        {
            _delivery.Keep([.. Enumerable.Range(1, 30).Select(i => Call(((turn - 1) * 30) + i))]);

            // This session ends before the station hears a word.
            _delivery.Attached();
            var lost = Attach();
            _delivery.Send(message => Bring(lost, message));
            lost.LetGo();
            if (turn % 2 == 0)
            {
                await StopNodeAsync();
                await StartNodeAsync();
            }

            _delivery.Attached();
            await DeliverAsync(Attach());
        }

        Assert.Equal(Calls(180), Stored());
    }

    [Fact]
    public async Task What_the_nodes_disk_refuses_stays_at_the_station_until_it_is_stored()
    {
        _store.IsFull = true;
        _delivery.Keep([Call(1), Call(2)]);
        var session = Attach();
        var delivering = DeliverAsync(session);
        await _store.Refused.Task.WaitAsync(_bound);
        Assert.Equal((2, false), (_log.Count, session.Unsent.TryPeek(out _)));
        _store.IsFull = false;
        await delivering;
        Assert.Equal(Calls(2), Stored());
        Assert.Equal(0, _log.Count);
    }

    [Fact]
    public async Task What_is_no_record_is_left_out_and_stops_nothing()
    {
        var wrong = Call(2);
        wrong.Call.Id = "another-node.1.1";
        _delivery.Keep([Call(1), wrong, new LocalRecord(), Call(4)]);
        await DeliverAsync(Attach());
        Assert.Equal(["hill.bs1.1.1", "hill.bs1.1.4"], Stored());
    }

    [Fact]
    public async Task An_emergency_stays_at_the_station_until_its_alarm_is_stored()
    {
        _alarms.Refuses = 1;
        _delivery.Keep([Emergency(1)]);
        await DeliverAsync(Attach());
        Assert.Equal([$"{AlarmKind.Emergency} 101", $"{AlarmKind.Emergency} 101"], _alarms.Raised);
    }

    [Fact]
    public async Task An_emergency_of_a_radio_that_the_plan_has_not_raises_nothing()
    {
        var invented = Emergency(1);
        invented.Emergency.Radio = 102;
        _delivery.Keep([invented, Emergency(2)]);
        await DeliverAsync(Attach());
        Assert.Equal([$"{AlarmKind.Emergency} 101"], _alarms.Raised);
    }

    [Fact]
    public void A_station_that_sends_far_more_than_it_may_is_let_go()
    {
        _store.IsFull = true;
        var session = Attach();
        for (ulong i = 1; i < 2000; i++)
        {
            var record = Call((int)i);
            (record.Log, record.Sequence) = (_log.Log, i);
            _records.Take(session, record);
        }

        Assert.True(session.Unsent.Completion.IsCompleted);
    }

    private static AttachedStation Attach() =>
        new("hill", "bs1", new LinkPeer(LinkPeerKind.Site, "hill", "01", new IPEndPoint(IPAddress.Loopback, 1)), "test", DateTimeOffset.UtcNow)
        {
            Part = new StationPart(new PlanIndex(new NetworkPlan("n"), 1), "", ByteString.Empty),
        };

    private static LocalRecord Call(int number) => new()
    {
        Call = new Call
        {
            Id = $"hill.bs1.1.{number}",
            State = Api.CallState.Ended,
            Type = Api.CallType.Group,
            Target = 10,
            Source = 101,
            Started = Timestamp.FromDateTimeOffset(CallRecords.Start),
            Ended = Timestamp.FromDateTimeOffset(CallRecords.Start.AddSeconds(5)),
            Spurts = { new Spurt { Id = $"{number}", Source = 101, Slot = 1, Started = Timestamp.FromDateTimeOffset(CallRecords.Start) } },
        },
    };

    private static LocalRecord Emergency(int number) => new()
    {
        Emergency = new LocalEmergency { Radio = 101, Target = 10, Call = $"hill.bs1.1.{number}", At = Timestamp.FromDateTimeOffset(CallRecords.Start) },
    };

    private static IEnumerable<string> Calls(int most, int but = 0) => Enumerable.Range(1, most).Where(i => i != but).Select(i => $"hill.bs1.1.{i}");

    private IEnumerable<string> Stored() => _store.Search(new RecordQuery { Limit = 10_000 }).Select(call => call.Id).Reverse();

    private bool Bring(AttachedStation session, FromBaseStation message)
    {
        _records.Take(session, message.Record);
        return true;
    }

    /// <summary>Does what the two ends do with each other's messages, until the station has nothing left.</summary>
    private async Task DeliverAsync(AttachedStation session)
    {
        _delivery.Send(message => Bring(session, message));
        while (_log.Count > 0)
        {
            var said = await session.Unsent.ReadAsync().AsTask().WaitAsync(_bound);
            _delivery.Stored(said.RecordStored);
            _delivery.Send(message => Bring(session, message));
        }
    }

    private async Task StartNodeAsync()
    {
        var plan = new FixedPlan(new PlanIndex(new NetworkPlan("n") { Subscribers = [new Plan.Model.Subscriber(new RadioId(101))] }, 1));
        _writer = new Node(_store, new LiveCalls(), _alarms, TimeProvider.System, NullLogger<Node>.Instance);
        _records = new StationRecords(
            _store, _writer, new AlarmRaiser(_alarms, plan, TimeProvider.System), new NodeIdentity("core", DateTimeOffset.UtcNow, 1), new QuickTime(),
            NullLogger<StationRecords>.Instance);
        await _writer.StartAsync(CancellationToken.None);
    }

    private async Task StopNodeAsync()
    {
        await _writer.StopAsync(CancellationToken.None);
        await _records.DisposeAsync();
        _writer.Dispose();
    }

    private sealed record FixedPlan(PlanIndex Current) : IPlanView;

    private sealed class RefusingStore(string folder) : IRecordStore, IDisposable
    {
        private readonly RecordStore _store = new(folder);

        public TaskCompletionSource Refused { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsFull { get; set; }

        public void Append(IReadOnlyList<CallRecord> records)
        {
            if (IsFull)
            {
                Refused.TrySetResult();
                throw new IOException("No space left on device");
            }

            _store.Append(records);
        }

        public IReadOnlyList<CallRecord> Search(RecordQuery query) => _store.Search(query);

        public long LargestNumber() => _store.LargestNumber();

        public ulong LargestSequence(string station, uint log) => _store.LargestSequence(station, log);

        public void Dispose() => _store.Dispose();
    }

    private sealed class HeardAlarms : IAlarmBook
    {
        public List<string> Raised { get; } = [];

        /// <summary>How many it keeps nowhere.</summary>
        public int Refuses { get; set; }

        public IReadOnlyList<AlarmRecord> Open => [];

        public Task<bool> RaiseAsync(string kind, string subject, Plan.Model.LocalizedText text)
        {
            Raised.Add($"{kind} {subject}");
            return Task.FromResult(Raised.Count > Refuses);
        }

        public Task<AlarmRecord?> AcknowledgeAsync(long id, string who) => Task.FromResult<AlarmRecord?>(null);

        public Task<AlarmRecord?> ClearAsync(long id, string who) => Task.FromResult<AlarmRecord?>(null);

        public Task ClearAsync(string kind, string subject, string who) => Task.CompletedTask;

        public IReadOnlyList<AlarmRecord> List(long before, int limit) => [];
    }
}
