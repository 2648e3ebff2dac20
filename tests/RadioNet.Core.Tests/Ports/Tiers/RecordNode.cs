using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.CallControl;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Records;
using RadioNet.Plan;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>What a node has of records: its store, its writer, its way up and its way in from below.</summary>
internal sealed class RecordNode : IAsyncDisposable
{
    private readonly RecordWriter _writer;
    private readonly PlanDatabase _database;
    private readonly NodeRecords _records;
    private readonly NodeAlarms _nodeAlarms;
    private readonly NodeLocations _nodeLocations;
    private readonly LocationJournal _locations;
    private readonly ShownAlarms _shown;
    private readonly QuickTime _time = new();
    private int _made;
    private bool _stopped;

    private RecordNode(string name, string folder)
    {
        (Name, Folder) = (name, Directory.CreateDirectory(folder).FullName);
        Store = new RecordStore(folder);
        _database = new PlanDatabase(folder, _time);
        Alarms = new AlarmBook(_database, _time, NullLogger<AlarmBook>.Instance);
        _writer = new RecordWriter(Store, new LiveCalls(), Alarms, _time, NullLogger<RecordWriter>.Instance);
        var node = new NodeIdentity(name, CallRecords.Start, 1);
        Presence = new NodePresence(node);
        _locations = new LocationJournal(Store.Locations, Alarms, _time, NullLogger<LocationJournal>.Instance);
        Upward = new UpwardRecords(Store, _database, Store.Locations, Alarms, Presence, node, _time, UpwardLog);
        _records = new NodeRecords(Store, _writer, node, _time, Log);
        _nodeAlarms = new NodeAlarms(_database, Alarms, node, _time, NullLogger<NodeAlarms>.Instance);
        _nodeLocations = new NodeLocations(Store.Locations, _locations, node, _time, LocationLog);
        _shown = new ShownAlarms(Alarms, Alarms, _database, new FixedPlan(Plan), node);
        Lower = new LowerRecords(_records, _nodeAlarms, _nodeLocations, Alarms, Presence, _shown);
    }

    public string Name { get; }

    public string Folder { get; }

    public RecordStore Store { get; }

    public UpwardRecords Upward { get; }

    public LowerRecords Lower { get; }

    public NodePresence Presence { get; }

    public AlarmBook Alarms { get; }

    public IStoreLog<AlarmRecord> AlarmLog => _database;

    public HeardLog<NodeRecords> Log { get; } = new();

    public HeardLog<NodeLocations> LocationLog { get; } = new();

    public HeardLog<UpwardRecords> UpwardLog { get; } = new();

    /// <summary>Three nodes, one above the other, each with a hill.</summary>
    private static PlanIndex Plan { get; } = new(
        new NetworkPlan("records")
        {
            Tiers = [new(1, LocalizedText.Same("1")), new(2, LocalizedText.Same("2")), new(3, LocalizedText.Same("3"))],
            Places = [new("top", 1, null, LocalizedText.Same("top")), new("middle", 2, "top", LocalizedText.Same("middle")), new("low", 3, "middle", LocalizedText.Same("low"))],
            Nodes = [new("top", "top"), new("middle", "middle"), new("low", "low")],
            Sites = [new("top-hill", "top"), new("middle-hill", "middle"), new("low-hill", "low")],
        },
        1);

    public static async Task<RecordNode> StartAsync(string name, string folder)
    {
        var node = new RecordNode(name, folder);
        node._made = node.Ids(name).Count;
        await node._writer.StartAsync(CancellationToken.None);
        return node;
    }

    /// <summary>Ends calls that this node decided, on its disk at once.</summary>
    public async Task MakeAsync(int count, string? prefix = null)
    {
        foreach (var batch in Enumerable.Range(1, count).Chunk(1000))
        {
            Assert.True(await _writer.StoreAsync([.. batch.Select(_ => CallRecords.Ended(++_made) with { Id = $"{prefix ?? Name}-{_made}", Number = 0, Node = Name })]));
        }
    }

    /// <summary>Radios are heard at this node, on its disk at once.</summary>
    public void Hear(params IReadOnlyList<LocationRecord> heard) => Assert.True(_locations.TryStore([.. heard.Select(record => record with { Node = Name })]));

    /// <summary>Where radios were that a node heard, in the order of the numbers there.</summary>
    public IReadOnlyList<LocationRecord> Heard(string node) => node == Name
        ? Store.Locations.After(Store.Locations.Own, 0, 100_000)
        : [.. Store.Locations.Lower.Where(store => store.Node == node).SelectMany(store => Store.Locations.After(store, 0, 100_000))];

    public List<string> Ids(string node) =>
        [.. Store.Search(new RecordQuery { Limit = 100_000 }).Where(call => call.Node == node).Select(call => call.Id).Reverse()];

    /// <summary>Until its alarms are on disk.</summary>
    public Task SettleAsync() => Alarms.TakeAsync([]);

    public async ValueTask DisposeAsync()
    {
        if (_stopped)
        {
            return;
        }

        _stopped = true;
        Lower.Dispose();
        _shown.Dispose();
        await _records.DisposeAsync();
        await _nodeAlarms.DisposeAsync();
        await _nodeLocations.DisposeAsync();
        _locations.Dispose();
        await _writer.StopAsync(CancellationToken.None);
        _writer.Dispose();
        await Alarms.DisposeAsync();
        _database.Dispose();
        Store.Dispose();
    }

    private sealed record FixedPlan(PlanIndex Current) : IPlanView;
}
