using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>A child's call records on their way to its parent (contract: <c>tier_records.proto</c>). Safe from any thread; it reads the disk.</summary>
/// <param name="log">Where they lie.</param>
/// <param name="node">The child's id in the plan.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Its log.</param>
internal sealed partial class UpwardRecords(IStoreLog<CallRecord> log, string node, TimeProvider time, ILogger<UpwardRecords> logger)
{
    private readonly Lock _gate = new();
    private readonly UpwardStream<CallRecord> _stream = new(log, record => record.NumberAtNode);

    /// <summary>A parent is there anew.</summary>
    public void Attached()
    {
        lock (_gate)
        {
            _stream.Attached();
        }
    }

    /// <summary>The parent said how far it holds a store.</summary>
    public void Held(StoreHeld held)
    {
        ArgumentNullException.ThrowIfNull(held);
        lock (_gate)
        {
            var store = StoreNames.At(held.Store, node);
            if (_stream.Held(store, held.Number, time.GetUtcNow()) && store == log.Own)
            {
                LogOlderCopy(logger, held.Number, log.Reach(store));
            }
        }
    }

    /// <summary>Sends what may be sent now; to be called after <see cref="Attached"/>, <see cref="Held"/>, when records were stored, and each second.</summary>
    /// <param name="send">Takes a message for the parent; false when it has no room, or no parent is there.</param>
    public void Send(Func<RecordsUp, bool> send)
    {
        ArgumentNullException.ThrowIfNull(send);
        lock (_gate)
        {
            _stream.Send(
                time.GetUtcNow(),
                stores => send(new RecordsUp { RecordsOffered = new StoresOffered { Stores = { stores.Select(store => StoreNames.Of(store, node)) } } }),
                (store, record, number, previous) => send(new RecordsUp
                {
                    Record = new NodeRecord { Store = StoreNames.Of(store, node), Number = number, Previous = previous, Call = CallMessages.Of(record) },
                }));
        }
    }

    [LoggerMessage(EventId = 1143, Level = LogLevel.Error, Message = "The parent holds records of this node up to number {Held}, this node itself up to {Reach}: its data folder is an older copy. Records up to {Held} do not go up")]
    private static partial void LogOlderCopy(ILogger logger, long held, long reach);
}
