using System.Collections.Concurrent;
using RadioNet.Api;
using RadioNet.Core.Records;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// The parent's end of <c>tier_records.proto</c>: what its children say goes to disk, and what somebody answered here goes down by the
/// child that reaches the alarm's node. Safe from any thread; nothing here waits.
/// </summary>
internal sealed class LowerRecords : IDisposable
{
    private readonly NodeRecords _records;
    private readonly NodeAlarms _alarms;
    private readonly NodeLocations _locations;
    private readonly ILowerAlarms _book;
    private readonly NodePresence _presence;
    private readonly ShownAlarms _shown;
    private readonly ConcurrentDictionary<string, Action<RecordsDown>> _children = new();

    public LowerRecords(NodeRecords records, NodeAlarms alarms, NodeLocations locations, ILowerAlarms book, NodePresence presence, ShownAlarms shown)
    {
        (_records, _alarms, _locations, _book, _presence, _shown) = (records, alarms, locations, book, presence, shown);
        book.Answered += SendAnswers;
    }

    /// <summary>Records, alarms and locations that children sent and that were none.</summary>
    public long LeftOut => _records.LeftOut + _alarms.LeftOut + _locations.LeftOut;

    /// <summary>Takes what a child said.</summary>
    /// <param name="child">The child's id in the plan, by its certificate.</param>
    /// <param name="said">What it said.</param>
    /// <param name="answer">Takes an answer for it, at any time, on any thread: one and the same for each session.</param>
    /// <returns>Whether there was room; a child that sends more than it may is to be let go.</returns>
    public bool Take(string child, RecordsUp said, Action<RecordsDown> answer)
    {
        ArgumentNullException.ThrowIfNull(said);
        switch (said.SaidCase)
        {
            case RecordsUp.SaidOneofCase.AlarmsOffered:
                Heard(child, said.AlarmsOffered, answer);
                return _alarms.Take(child, said, answer);
            case RecordsUp.SaidOneofCase.Alarm:
                return _alarms.Take(child, said, answer);
            case RecordsUp.SaidOneofCase.Answer:
                _shown.Answer(child, said.Answer);
                return true;
            case RecordsUp.SaidOneofCase.LocationsOffered or RecordsUp.SaidOneofCase.Location:
                return _locations.Take(child, said, answer);
            case RecordsUp.SaidOneofCase.Below:
                _presence.Told(child, said.Below.Nodes.Where(node => node.AwaySince is null || LocalRecords.IsTime(node.AwaySince))
                    .GroupBy(node => node.Node).ToDictionary(node => node.Key, node => node.First().AwaySince?.ToDateTimeOffset()));
                SendAnswers();
                return true;
            default:
                return _records.Take(child, said, answer);
        }
    }

    /// <summary>The session of a child is over.</summary>
    /// <param name="child">The child's id in the plan.</param>
    /// <param name="answer">What the session's answers went to: another session may have begun since.</param>
    /// <param name="now">The time.</param>
    public void Left(string child, Action<RecordsDown> answer, DateTimeOffset now)
    {
        if (_children.TryRemove(KeyValuePair.Create(child, answer)))
        {
            _presence.Left(child, now);
            _shown.End(child);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _book.Answered -= SendAnswers;

    private void Heard(string child, StoresOffered offered, Action<RecordsDown> answer)
    {
        _children[child] = answer;
        _presence.Attached(child);
        _shown.Begin(child, answer);
        if (offered.Stores.Where(store => store.Node == child).Select(StoreNames.From).FirstOrDefault(store => store is not null) is { } own)
        {
            // The child's own store stands first in what it offers. What fails here is tried again with its next offer.
            _ = _book.KeepsAsync(own);
        }

        SendAnswers();
    }

    private void SendAnswers()
    {
        foreach (var alarm in _book.Unanswered)
        {
            if (_presence.WayTo(alarm.Node) is { } child && _children.TryGetValue(child, out var answer))
            {
                answer(new RecordsDown
                {
                    Answer = new AlarmAnswer
                    {
                        Store = new NodeStore { Node = alarm.Node, Store = alarm.Made!.Store },
                        Alarm = alarm.Made.Number,
                        Wanted = Services.AlarmMessages.Of(alarm.Answer!.Wanted),
                        Who = alarm.Answer.Who,
                    },
                });
            }
        }
    }
}
