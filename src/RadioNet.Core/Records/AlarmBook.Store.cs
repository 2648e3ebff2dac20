using Microsoft.Extensions.Logging;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Records;

/// <summary>
/// What of the alarms is on its way to the disk. One loop stores whatever has changed in one transaction, so an alarm that repeats a
/// thousand times a second costs ten writes.
/// </summary>
public sealed partial class AlarmBook
{
    /// <summary>From one transaction to the next, at least.</summary>
    private static readonly TimeSpan StorePause = TimeSpan.FromMilliseconds(100);

    /// <summary>The same while the disk refuses.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private static readonly Task<IReadOnlySet<long>> AllStored = Task.FromResult<IReadOnlySet<long>>(new HashSet<long>());

    private readonly List<AuditEntry> _audit = [];
    private readonly SemaphoreSlim _changed = new(0);

    /// <summary>What has changed and waits; as it is now, by its number.</summary>
    private Dictionary<long, AlarmRecord> _unstored = [];

    /// <summary>What is being written.</summary>
    private Dictionary<long, AlarmRecord> _storing = [];

    /// <summary>Ends when what waits is on disk, with the numbers of those that the store could not take.</summary>
    private TaskCompletionSource<IReadOnlySet<long>> _stored = NewSignal();

    private Task<IReadOnlySet<long>> _storingStored = AllStored;

    [LoggerMessage(EventId = 1203, Level = LogLevel.Error, Message = "Alarms could not be stored; they are kept in memory and tried again until the disk takes them")]
    private static partial void LogNotStored(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 1206, Level = LogLevel.Warning, Message = "Alarms are stored again")]
    private static partial void LogStoredAgain(ILogger logger);

    [LoggerMessage(EventId = 1207, Level = LogLevel.Error, Message = "Alarm {Id} of node {Node} cannot be stored and is in memory alone, one of {Count} since this was last said")]
    private static partial void LogLeftOut(ILogger logger, Exception exception, long id, string node, long count);

    private static TaskCompletionSource<IReadOnlySet<long>> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Under the lock: takes an alarm's new state and says when it is stored.</summary>
    private Task<IReadOnlySet<long>> Change(AlarmRecord alarm, AuditEntry? audit)
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

    /// <summary>Under the lock: an alarm whose newest state is not on disk; null when it is.</summary>
    private AlarmRecord? Unstored(long id) => _unstored.GetValueOrDefault(id) ?? _storing.GetValueOrDefault(id);

    /// <summary>Under the lock: when an alarm as it is now is on disk.</summary>
    private Task<IReadOnlySet<long>> OnDisk(long id) =>
        _unstored.ContainsKey(id) ? _stored.Task : _storing.ContainsKey(id) ? _storingStored : AllStored;

    /// <summary>Under the lock: when all alarms as they are now are on disk.</summary>
    private Task<IReadOnlySet<long>> OnDisk() => _unstored.Count > 0 ? _stored.Task : _storing.Count > 0 ? _storingStored : AllStored;

    private async Task StoreChangesAsync()
    {
        var pause = StorePause;
        try
        {
            while (true)
            {
                await _changed.WaitAsync(_stop.Token).ConfigureAwait(false);
                pause = Store(isRefused: pause > StorePause) ? StorePause : Shorter(pause * 2, LongestPause);
                await Task.Delay(pause, _time, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            Store(isRefused: pause > StorePause);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>Stores what waits; false when the disk refused it.</summary>
    private bool Store(bool isRefused)
    {
        List<AuditEntry> audit;
        TaskCompletionSource<IReadOnlySet<long>> stored;
        lock (_gate)
        {
            (_storing, _unstored) = (_unstored, []);
            (audit, stored) = ([.. _audit], _stored);
            _audit.Clear();
            (_storingStored, _stored) = (stored.Task, NewSignal());
        }

        try
        {
            var left = Put([.. _storing.Values], audit);
            lock (_gate)
            {
                _storing = [];
            }

            stored.SetResult(left);
        }
        catch (Exception refused)
        {
            if (!isRefused)
            {
                LogNotStored(_log, refused);
            }

            TakeBack(audit);
            stored.SetException(refused);
            _ = stored.Task.Exception; // nobody has to wait for it
            return false;
        }

        if (isRefused)
        {
            LogStoredAgain(_log);
        }

        return true;
    }

    private void TakeBack(List<AuditEntry> audit)
    {
        lock (_gate)
        {
            if (_unstored.Count == 0 && _storing.Count > 0)
            {
                _changed.Release();
            }

            foreach (var alarm in _storing.Values)
            {
                _unstored.TryAdd(alarm.Id, alarm);
            }

            _storing = [];
            _audit.InsertRange(0, audit);
        }
    }

    /// <summary>
    /// Stores alarms and audit. What the store refuses without the disk's being at fault is left out, so that it does not stop the others.
    /// </summary>
    /// <returns>The numbers of those that were left out.</returns>
    private HashSet<long> Put(List<AlarmRecord> alarms, List<AuditEntry> audit)
    {
        var left = new HashSet<long>();
        try
        {
            if (alarms.Count > 0)
            {
                _store.Put(alarms, audit);
            }
        }
        catch (Exception refused) when (IsOfAlarms(refused))
        {
            _store.Put([], audit);
            audit.Clear();
            PutApart(alarms, left);
        }

        return left;
    }

    /// <summary>Stores halves of what is refused together, down to the one that it is about.</summary>
    private void PutApart(List<AlarmRecord> alarms, HashSet<long> left)
    {
        try
        {
            _store.Put(alarms, []);
        }
        catch (Exception refused) when (IsOfAlarms(refused) && alarms.Count == 1)
        {
            left.Add(alarms[0].Id);
            if (_lines.Due("left out") is > 0 and var count)
            {
                LogLeftOut(_log, refused, alarms[0].Id, alarms[0].Node, count);
            }
        }
        catch (Exception refused) when (IsOfAlarms(refused))
        {
            PutApart(alarms[..(alarms.Count / 2)], left);
            PutApart(alarms[(alarms.Count / 2)..], left);
        }
    }

    private static bool IsOfAlarms(Exception refused) => refused is not (IOException or UnauthorizedAccessException or OutOfMemoryException);
}
