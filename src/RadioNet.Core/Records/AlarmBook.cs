using Microsoft.Extensions.Logging;
using RadioNet.Core.Storage;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Records;

/// <summary>
/// The node's alarms: those that are not cleared in memory, all of them in the store. One loop stores whatever has changed in
/// one transaction, so an alarm that repeats a thousand times a second costs ten writes.
/// </summary>
public sealed partial class AlarmBook : IAlarmBook, ILowerAlarms, IAsyncDisposable
{
    /// <summary>The most alarms of this node that are not cleared; more are counted in the log and not kept.</summary>
    public const int MostOpen = 10_000;

    /// <summary>From one transaction to the next, at least.</summary>
    private static readonly TimeSpan StorePause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly IAlarmStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<AlarmBook> _log;
    private readonly SortedDictionary<long, AlarmRecord> _open = [];
    private readonly Dictionary<(string Kind, string Subject), long> _bySubject = [];
    private readonly Dictionary<long, AlarmRecord> _unstored = [];
    private readonly List<AuditEntry> _audit = [];
    private readonly SemaphoreSlim _changed = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private TaskCompletionSource _stored = NewSignal();
    private long _largest;
    private long _change;
    private bool _disposed;

    /// <summary>Goes on with what the store holds.</summary>
    public AlarmBook(IAlarmStore store, TimeProvider time, ILogger<AlarmBook> log)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _time, _log) = (store, time, log);
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
    public Task RaiseAsync(string kind, string subject, LocalizedText text) => RaiseAsync(kind, subject, text, []);

    /// <inheritdoc/>
    public async Task RaiseAsync(string kind, string subject, LocalizedText text, IReadOnlyList<string> sites)
    {
        Task stored;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_bySubject.TryGetValue((kind, subject), out var id))
            {
                var known = _open[id];
                stored = Change(known with { Change = ++_change, Count = known.Count + 1, LastRepeated = now, Text = text, Sites = With(known.Sites, sites) }, null);
            }
            else if (_bySubject.Count >= MostOpen)
            {
                LogTooMany(_log, kind, subject);
                return;
            }
            else
            {
                LogRaised(_log, kind, subject, text.En);
                stored = Change(new AlarmRecord(++_largest, kind, subject, text, now) { Change = ++_change, Sites = sites }, null);
            }
        }

        await stored.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(EventId = 1201, Level = LogLevel.Warning, Message = "Alarm {Kind} {Subject}: {Text}")]
    private static partial void LogRaised(ILogger logger, string kind, string subject, string text);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Error, Message = "Alarm {Kind} {Subject} is not kept: too many alarms are open. Clear those that are dealt with.")]
    private static partial void LogTooMany(ILogger logger, string kind, string subject);

    [LoggerMessage(EventId = 1203, Level = LogLevel.Error, Message = "Alarms could not be stored; they are kept in memory and tried again")]
    private static partial void LogNotStored(ILogger logger, Exception exception);

    /// <summary>An alarm after an answer that holds.</summary>
    private static AlarmRecord Settled(AlarmRecord alarm, AlarmState wanted, string who, DateTimeOffset now, long change) => wanted == AlarmState.Cleared
        ? alarm with { Change = change, State = wanted, ClearedBy = who, Cleared = now }
        : alarm with { Change = change, State = wanted, AcknowledgedBy = who, Acknowledged = now };

    private async Task<AlarmRecord?> AnswerAsync(long id, string who, string action, AlarmState wanted)
    {
        AlarmRecord answered;
        Task stored;
        lock (_gate)
        {
            if (!_open.TryGetValue(id, out var alarm))
            {
                return _store.FindAlarm(id);
            }

            var now = _time.GetUtcNow();
            answered = alarm.State >= wanted ? alarm
                : alarm.Made is not null ? AnswerLower(alarm, wanted, who, now)
                : Settled(alarm, wanted, who, now, ++_change);
            stored = answered != alarm ? Change(answered, new AuditEntry(0, now, who, action, $"{alarm.Kind} {alarm.Subject}"))
                : _unstored.ContainsKey(id) ? _stored.Task
                : Task.CompletedTask;
        }

        await stored.ConfigureAwait(false);
        if (answered.Answer is not null)
        {
            Answered?.Invoke();
        }

        return answered;
    }

    /// <summary>Under the lock: takes an alarm's new state and says when it is stored.</summary>
    private Task Change(AlarmRecord alarm, AuditEntry? audit)
    {
        Keep(alarm);
        if (_unstored.Count == 0)
        {
            _changed.Release();
        }

        _unstored[alarm.Id] = alarm;
        if (audit is not null)
        {
            _audit.Add(audit);
        }

        return _stored.Task;
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
            Index(_lower, (alarm.Store, made.Number), alarm.Id, isOpen);
        }
        else
        {
            Index(_bySubject, (alarm.Kind, alarm.Subject), alarm.Id, isOpen);
        }
    }

    private async Task StoreChangesAsync()
    {
        try
        {
            while (true)
            {
                await _changed.WaitAsync(_stop.Token).ConfigureAwait(false);
                Store();
                await Task.Delay(StorePause, _time, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            Store();
        }
    }

    private void Store()
    {
        List<AlarmRecord> alarms;
        List<AuditEntry> audit;
        TaskCompletionSource stored;
        lock (_gate)
        {
            (alarms, audit, stored) = ([.. _unstored.Values], [.. _audit], _stored);
            _unstored.Clear();
            _audit.Clear();
            _stored = NewSignal();
        }

        try
        {
            if (alarms.Count > 0)
            {
                _store.Put(alarms, audit);
            }

            stored.SetResult();
        }
        catch (Exception refused)
        {
            LogNotStored(_log, refused);
            TakeBack(alarms, audit);
            stored.SetException(refused);
        }
    }

    private void TakeBack(List<AlarmRecord> alarms, List<AuditEntry> audit)
    {
        lock (_gate)
        {
            if (_unstored.Count == 0 && alarms.Count > 0)
            {
                _changed.Release();
            }

            foreach (var alarm in alarms)
            {
                _unstored.TryAdd(alarm.Id, alarm);
            }

            _audit.InsertRange(0, audit);
        }
    }
}
