using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using AlarmState = RadioNet.Core.Records.AlarmState;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// The child's end of <c>tier_records.proto</c>: its records and alarms and those of the nodes below it on their way to its parent,
/// and the answers to alarms that come down. Safe from any thread; it reads the disk.
/// </summary>
internal sealed partial class UpwardRecords(
    IStoreLog<CallRecord> calls, IStoreLog<AlarmRecord> alarms, IStoreLog<LocationRecord> locations, ILowerAlarms book, NodePresence presence,
    NodeIdentity node, TimeProvider time, ILogger<UpwardRecords> logger)
{
    private readonly Lock _gate = new();
    private readonly UpwardStream<CallRecord> _calls = new(calls, call => call.NumberAtNode);
    private readonly UpwardStream<AlarmRecord> _alarms = new(alarms, alarm => alarm.Change);
    private readonly UpwardStream<LocationRecord> _locations = new(locations, location => location.Made?.Number ?? location.Number);
    private readonly HashSet<(long Id, AlarmState Wanted)> _answersSaid = [];
    private long _presenceSaid = -1;

    /// <summary>A parent is there anew.</summary>
    public void Attached()
    {
        lock (_gate)
        {
            _calls.Attached();
            _alarms.Attached();
            _locations.Attached();
            _presenceSaid = -1;
            _answersSaid.Clear();
        }
    }

    /// <summary>Takes what the parent said.</summary>
    public void Take(RecordsDown said)
    {
        ArgumentNullException.ThrowIfNull(said);
        switch (said.SaidCase)
        {
            case RecordsDown.SaidOneofCase.RecordsHeld:
                Held(_calls, calls, said.RecordsHeld);
                break;
            case RecordsDown.SaidOneofCase.AlarmsHeld:
                Held(_alarms, alarms, said.AlarmsHeld);
                break;
            case RecordsDown.SaidOneofCase.LocationsHeld:
                Held(_locations, locations, said.LocationsHeld);
                break;
            case RecordsDown.SaidOneofCase.Answer when AlarmMessages.StateOf(said.Answer.Wanted) is { } wanted:
                // The parent sends it again when it does not come back answered.
                _ = book.AnswerAsync(StoreNames.At(said.Answer.Store, node.Id), said.Answer.Alarm, wanted, said.Answer.Who);
                break;
            case RecordsDown.SaidOneofCase.Shown:
                Show(said.Shown);
                break;
            default:
                break;
        }
    }

    /// <summary>
    /// Sends what may be sent now; to be called after <see cref="Attached"/>, <see cref="Take"/>, when something was stored, and each
    /// second.
    /// </summary>
    /// <param name="send">Takes a message for the parent; false when it has no room, or no parent is there.</param>
    public void Send(Func<RecordsUp, bool> send)
    {
        ArgumentNullException.ThrowIfNull(send);
        lock (_gate)
        {
            var now = Now();
            _alarms.Send(
                now,
                stores => send(new RecordsUp { AlarmsOffered = Offer(stores) }),
                (store, alarm, change, previous) => send(new RecordsUp
                {
                    Alarm = new NodeAlarm { Store = StoreNames.Of(store, node.Id), Change = change, Previous = previous, Alarm = AtItsNode(alarm) },
                }));
            SendBelow(send);
            SendAnswers(send);
            _calls.Send(
                now,
                stores => send(new RecordsUp { RecordsOffered = Offer(stores) }),
                (store, call, number, previous) => send(new RecordsUp
                {
                    Record = new NodeRecord { Store = StoreNames.Of(store, node.Id), Number = number, Previous = previous, Call = CallMessages.Of(call) },
                }));
            _locations.Send(
                now,
                stores => send(new RecordsUp { LocationsOffered = Offer(stores) }),
                (store, location, number, previous) => send(new RecordsUp
                {
                    Location = new NodeLocation { Store = StoreNames.Of(store, node.Id), Number = number, Previous = previous, Location = LocationMessages.Of(location) },
                }));
        }
    }

    private static Alarm AtItsNode(AlarmRecord alarm)
    {
        var message = AlarmMessages.Of(alarm);
        message.Id = alarm.Made?.Number ?? alarm.Id;
        return message;
    }

    [LoggerMessage(EventId = 1143, Level = LogLevel.Error, Message = "The parent holds {What} of this node up to number {Held}, this node itself up to {Reach}: its data folder is an older copy. Those up to {Held} do not go up")]
    private static partial void LogOlderCopy(ILogger logger, string what, long held, long reach);

    private StoresOffered Offer(IReadOnlyList<StoreId> stores) => new() { Stores = { stores.Select(store => StoreNames.Of(store, node.Id)) } };

    /// <summary>The time by a clock that nobody sets.</summary>
    private TimeSpan Now() => time.GetElapsedTime(0);

    private void SendBelow(Func<RecordsUp, bool> send)
    {
        var version = presence.Version;
        var below = presence.Below().Select(lower => new NodeBelow { Node = lower.Key, AwaySince = lower.Value?.ToTimestamp() });
        if (version != _presenceSaid && send(new RecordsUp { Below = new NodesBelow { Nodes = { below } } }))
        {
            _presenceSaid = version;
        }
    }

    /// <summary>What somebody here answered to alarms that the parent shows.</summary>
    private void SendAnswers(Func<RecordsUp, bool> send)
    {
        foreach (var alarm in book.Unanswered.Where(alarm => alarm.IsShown && !_answersSaid.Contains((alarm.Id, alarm.Answer!.Wanted))))
        {
            var answer = new AlarmAnswer
            {
                Store = StoreNames.Of(alarm.Store, node.Id),
                Alarm = alarm.Made!.Number,
                Wanted = AlarmMessages.Of(alarm.Answer!.Wanted),
                Who = alarm.Answer.Who,
            };
            if (!send(new RecordsUp { Answer = answer }))
            {
                return;
            }

            _answersSaid.Add((alarm.Id, alarm.Answer.Wanted));
        }
    }

    private void Show(AlarmsShown said)
    {
        var alarms = new List<AlarmRecord>();
        foreach (var shown in said.Alarms)
        {
            if (StoreNames.From(shown.Store) is { } store && store.Node != node.Id && AlarmMessages.TryRead(shown.Alarm, out var read, out _))
            {
                alarms.Add(read with { Node = store.Node, Made = new StoreOrigin(store.Store, shown.Alarm.Id), Change = shown.Change });
            }
        }

        _ = book.ShowAsync(alarms, isAll: !said.AndMore);
    }

    private void Held<T>(UpwardStream<T> stream, IStoreLog<T> log, StoreHeld held)
    {
        var store = StoreNames.At(held.Store, node.Id);
        lock (_gate)
        {
            if (stream.Held(store, held.Number, Now()) && store == log.Own)
            {
                LogOlderCopy(logger, typeof(T).Name, held.Number, log.Reach(store));
            }
        }
    }
}
