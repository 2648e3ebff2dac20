using Microsoft.Extensions.Logging;
using RadioNet.Core.Ports;
using RadioNet.Core.Storage;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Records;

/// <summary>
/// The node's alarms: those that are not cleared in memory, all of them in the store. Who says something to it waits neither for the disk
/// nor for somebody who does: what is read from the store is read before the lock is taken.
/// </summary>
public sealed partial class AlarmBook : IAlarmBook, ILowerAlarms, IAsyncDisposable
{
    /// <summary>The most alarms of this node that are not cleared, emergencies apart; more are counted in the log and not kept.</summary>
    public const int MostOpen = 10_000;

    private readonly Lock _gate = new();
    private readonly IAlarmStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<AlarmBook> _log;
    private readonly int _mostOpen;
    private readonly SeldomLines _lines;
    private readonly SortedDictionary<long, AlarmRecord> _open = [];
    private readonly Dictionary<(string Kind, string Subject), long> _bySubject = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private int _emergencies;
    private long _largest;
    private long _change;
    private bool _disposed;

    /// <summary>Goes on with what the store holds.</summary>
    public AlarmBook(IAlarmStore store, TimeProvider time, ILogger<AlarmBook> log)
        : this(store, time, log, MostOpen)
    {
    }

    internal AlarmBook(IAlarmStore store, TimeProvider time, ILogger<AlarmBook> log, int mostOpen)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _time, _log, _mostOpen, _lines) = (store, time, log, mostOpen, new SeldomLines(time));
        (_largest, _change) = (store.LargestAlarm(), store.Reach(store.Own));
        foreach (var alarm in store.LoadOpen())
        {
            Keep(alarm);
        }

        _loop = Task.Run(StoreChangesAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<AlarmRecord> Open
    {
        get
        {
            lock (_gate)
            {
                return [.. _open.Values.Reverse()];
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<AlarmRecord> List(long before, int limit) => _store.ListAlarms(before, limit);

    /// <inheritdoc/>
    public Task<bool> RaiseAsync(string kind, string subject, LocalizedText text) => RaiseAsync(kind, subject, text, []);

    /// <inheritdoc/>
    public async Task<bool> RaiseAsync(string kind, string subject, LocalizedText text, IReadOnlyList<string> sites)
    {
        long id;
        Task<IReadOnlySet<long>> stored;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_bySubject.TryGetValue((kind, subject), out id))
            {
                var known = _open[id];
                stored = Change(known with { Change = ++_change, Count = known.Count + 1, LastRepeated = now, Text = text, Sites = With(known.Sites, sites) }, null);
            }
            else if (kind != AlarmKind.Emergency && _bySubject.Count - _emergencies >= _mostOpen)
            {
                if (_lines.Due("too many") is > 0 and var count)
                {
                    LogTooMany(_log, kind, subject, count);
                }

                return false;
            }
            else
            {
                LogRaised(_log, kind, subject, text.En);
                stored = Change(new AlarmRecord(id = ++_largest, kind, subject, text, now) { Change = ++_change, Sites = sites }, null);
            }
        }

        try
        {
            return !(await stored.ConfigureAwait(false)).Contains(id);
        }
        catch (Exception)
        {
            // It is in memory, and tried again; why, the loop that stores has logged.
            return false;
        }
    }

    /// <inheritdoc/>
    public Task<AlarmRecord?> AcknowledgeAsync(long id, string who) => AnswerAsync(id, who, "alarm-acknowledge", AlarmState.Acknowledged);

    /// <inheritdoc/>
    public Task<AlarmRecord?> ClearAsync(long id, string who) => AnswerAsync(id, who, "alarm-clear", AlarmState.Cleared);

    /// <inheritdoc/>
    public async Task ClearAsync(string kind, string subject, string who)
    {
        long id;
        lock (_gate)
        {
            if (!_bySubject.TryGetValue((kind, subject), out id))
            {
                return;
            }
        }

        await ClearAsync(id, who).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A container disposes of it once for each of its faces.
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _changed.Dispose();
        _stop.Dispose();
    }

    private static IReadOnlyList<string> With(IReadOnlyList<string> known, IReadOnlyList<string> sites) =>
        sites.All(known.Contains) ? known : [.. known.Union(sites).Order(StringComparer.Ordinal)];

    [LoggerMessage(EventId = 1201, Level = LogLevel.Warning, Message = "Alarm {Kind} {Subject}: {Text}")]
    private static partial void LogRaised(ILogger logger, string kind, string subject, string text);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Error, Message = "Alarm {Kind} {Subject} is not kept, one of {Count} since this was last said: too many alarms are open. Clear those that are dealt with.")]
    private static partial void LogTooMany(ILogger logger, string kind, string subject, long count);

    /// <summary>An alarm after an answer that holds.</summary>
    private static AlarmRecord Settled(AlarmRecord alarm, AlarmState wanted, string who, DateTimeOffset now, long change) => wanted == AlarmState.Cleared
        ? alarm with { Change = change, State = wanted, ClearedBy = who, Cleared = now }
        : alarm with { Change = change, State = wanted, AcknowledgedBy = who, Acknowledged = now };

    private async Task<AlarmRecord?> AnswerAsync(long id, string who, string action, AlarmState wanted)
    {
        AlarmRecord? answered;
        Task stored;
        while (true)
        {
            StoreId unknown;
            lock (_gate)
            {
                if (!_open.TryGetValue(id, out var alarm))
                {
                    (answered, stored) = (Unstored(id), OnDisk(id));
                    break;
                }

                if (!IsLeft(alarm) || ReachOf(alarm.Store) is not null)
                {
                    (answered, stored) = Answer(alarm, who, action, wanted);
                    break;
                }

                unknown = alarm.Store;
            }

            await LearnReachAsync(unknown).ConfigureAwait(false);
        }

        await stored.ConfigureAwait(false);
        answered ??= await Task.Run(() => _store.FindAlarm(id)).ConfigureAwait(false);
        if (answered?.Answer is not null)
        {
            Answered?.Invoke();
        }

        return answered;
    }

    /// <summary>Under the lock: answers an alarm that is open; says how it is now, and when that is on disk.</summary>
    private (AlarmRecord Answered, Task Stored) Answer(AlarmRecord alarm, string who, string action, AlarmState wanted)
    {
        var now = _time.GetUtcNow();
        var answered = alarm.State >= wanted ? alarm
            : alarm.Made is not null ? AnswerLower(alarm, wanted, who, now)
            : Settled(alarm, wanted, who, now, ++_change);
        return (answered, answered == alarm ? OnDisk(alarm.Id) : Change(answered, new AuditEntry(0, now, who, action, $"{alarm.Kind} {alarm.Subject}")));
    }

    /// <summary>Under the lock, or before anybody knows this: an alarm stands among those that are not cleared, or no more.</summary>
    private void Keep(AlarmRecord alarm)
    {
        var isOpen = alarm.State != AlarmState.Cleared;
        if (isOpen)
        {
            _open[alarm.Id] = alarm;
        }
        else
        {
            _open.Remove(alarm.Id);
        }

        if (alarm.Made is { } made)
        {
            KeepLower(alarm, made.Number, isOpen);
        }
        else if (Index(_bySubject, (alarm.Kind, alarm.Subject), alarm.Id, isOpen) && alarm.Kind == AlarmKind.Emergency)
        {
            _emergencies += isOpen ? 1 : -1;
        }
    }
}
