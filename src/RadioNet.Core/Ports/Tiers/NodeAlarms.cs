using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using AlarmState = RadioNet.Core.Records.AlarmState;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>Stores the alarms of lower nodes as they stand there, each change once.</summary>
internal sealed class NodeAlarms(
    IStoreLog<AlarmRecord> log, ILowerAlarms book, NodeIdentity node, TimeProvider time, ILogger<NodeAlarms> logger)
    : NodeIntake<NodeAlarm, AlarmRecord>(node.Id, log, time, logger)
{
    /// <summary>Takes what a child said of alarms; what is not of alarms is passed over.</summary>
    /// <returns>Whether there was room; a child that sends more than it may is to be let go.</returns>
    public bool Take(string child, RecordsUp said, Action<RecordsDown> answer)
    {
        ArgumentNullException.ThrowIfNull(said);
        return said.SaidCase switch
        {
            RecordsUp.SaidOneofCase.AlarmsOffered => said.AlarmsOffered.Stores.All(store => StoreNames.From(store) is not { } id || Offered(child, id, answer)),
            RecordsUp.SaidOneofCase.Alarm => StoreNames.From(said.Alarm.Store) is not { } id
                || Take(child, id, said.Alarm.Change, said.Alarm.Previous, said.Alarm, answer),
            _ => true,
        };
    }

    /// <inheritdoc/>
    protected override RecordsDown Answer(StoreId store, long number) => new() { AlarmsHeld = StoreNames.Held(store, number) };

    /// <inheritdoc/>
    protected override bool TryRead(StoreId store, long number, NodeAlarm message, out AlarmRecord read, out string problem)
    {
        if (!AlarmMessages.TryRead(message.Alarm, out read, out problem))
        {
            return false;
        }

        if (read.State != AlarmState.Cleared && !book.HasRoom(store, message.Alarm.Id))
        {
            problem = "alarm: too many of its node are open here.";
            return false;
        }

        read = read with { Node = store.Node, Made = new StoreOrigin(store.Store, message.Alarm.Id), Change = number };
        return true;
    }

    /// <inheritdoc/>
    protected override async Task<bool> StoreAsync(IReadOnlyList<AlarmRecord> items)
    {
        await book.TakeAsync(items).ConfigureAwait(false);
        return true;
    }
}
