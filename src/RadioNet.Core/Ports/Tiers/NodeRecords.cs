using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>Stores the call records of lower nodes, each once.</summary>
internal sealed class NodeRecords(
    IStoreLog<CallRecord> log, RecordWriter writer, NodeIdentity node, TimeProvider time, ILogger<NodeRecords> logger)
    : NodeIntake<NodeRecord, CallRecord>(node.Id, log, time, logger)
{
    private readonly ConcurrentDictionary<string, RecordParts> _parts = new();

    /// <summary>Takes what a child said of records.</summary>
    /// <param name="child">The child's id in the plan.</param>
    /// <param name="said">What it said; what is not of records is passed over.</param>
    /// <param name="answer">Takes an answer for it, at any time, on any thread: one and the same for each session.</param>
    /// <returns>Whether there was room; a child that sends more than it may is to be let go.</returns>
    public bool Take(string child, RecordsUp said, Action<RecordsDown> answer)
    {
        ArgumentNullException.ThrowIfNull(said);
        return said.SaidCase switch
        {
            RecordsUp.SaidOneofCase.RecordsOffered => said.RecordsOffered.Stores.All(store => StoreNames.From(store) is not { } id || Offered(child, id, answer)),
            RecordsUp.SaidOneofCase.Record => Take(child, said.Record, answer),
            RecordsUp.SaidOneofCase.RecordPart => _parts.GetOrAdd(child, _ => new RecordParts()).Take(said.RecordPart) is not { } whole || Take(child, whole, answer),
            _ => true,
        };
    }

    private bool Take(string child, NodeRecord record, Action<RecordsDown> answer) =>
        StoreNames.From(record.Store) is not { } id || Take(child, id, record.Number, record.Previous, record, answer);

    /// <inheritdoc/>
    protected override RecordsDown Answer(StoreId store, long number) => new() { RecordsHeld = StoreNames.Held(store, number) };

    /// <inheritdoc/>
    protected override bool TryRead(StoreId store, long number, NodeRecord message, out CallRecord read, out string problem) =>
        NodeCalls.TryRead(message.Call, store, number, out read, out problem);

    /// <inheritdoc/>
    protected override Task<bool> StoreAsync(IReadOnlyList<CallRecord> items) => writer.StoreAsync(items);
}
