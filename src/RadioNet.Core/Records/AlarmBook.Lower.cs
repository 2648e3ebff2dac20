using Microsoft.Extensions.Logging;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Records;

/// <summary>The alarms of lower nodes.</summary>
public sealed partial class AlarmBook
{
    private readonly Dictionary<(StoreId Store, long Number), long> _lower = [];

    /// <summary>How many alarms of a store are not cleared.</summary>
    private readonly Dictionary<StoreId, int> _openOf = [];

    /// <summary>How far each store is: by what was taken, and by the disk when that was asked.</summary>
    private readonly Dictionary<StoreId, (long Change, bool IsRead)> _reaches = [];

    /// <summary>Which store each node that was heard itself has now.</summary>
    private readonly Dictionary<string, uint> _keeps = [];

    /// <inheritdoc/>
    public event Action? Answered;

    /// <inheritdoc/>
    public IReadOnlyList<AlarmRecord> Unanswered
    {
        get
        {
            lock (_gate)
            {
                return [.. _open.Values.Where(alarm => alarm.Answer is not null)];
            }
        }
    }

    /// <inheritdoc/>
    public bool HasRoom(StoreId store, long number)
    {
        lock (_gate)
        {
            return _lower.ContainsKey((store, number)) || (_openOf.GetValueOrDefault(store) < 2 * _mostOpen && _lower.Count < 10 * _mostOpen);
        }
    }

    /// <inheritdoc/>
    public async Task TakeAsync(IReadOnlyList<AlarmRecord> alarms)
    {
        ArgumentNullException.ThrowIfNull(alarms);
        Task stored = WithKnown(alarms, known =>
        {
            foreach (var alarm in alarms)
            {
                var before = Find(alarm, known);
                if (before is null || before.Change < alarm.Change)
                {
                    TakeNewer(alarm, before, known);
                }
            }
        });
        await stored.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(IReadOnlyList<AlarmRecord> alarms, bool isAll)
    {
        ArgumentNullException.ThrowIfNull(alarms);
        var named = alarms.Select(KeyOf).ToHashSet();
        Task stored = WithKnown(alarms, known =>
        {
            foreach (var alarm in alarms)
            {
                var before = Find(alarm, known);
                if (before is null ? alarm.State != AlarmState.Cleared : before.IsShown && before.Change < alarm.Change)
                {
                    LogShown(_log, alarm.Kind, alarm.Subject, alarm.Node, alarm.Text.En);
                    TakeNewer(alarm with { IsShown = true }, before, known);
                }
            }

            foreach (var gone in _open.Values.Where(alarm => isAll && alarm.IsShown && !named.Contains(KeyOf(alarm))).ToList())
            {
                Change(Settled(gone, AlarmState.Cleared, gone.Answer?.Who ?? AlarmRecord.Itself, _time.GetUtcNow(), gone.Change) with { Answer = null }, null);
            }
        });
        await stored.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public async Task AnswerAsync(StoreId store, long number, AlarmState wanted, string who)
    {
        long id;
        lock (_gate)
        {
            id = store == _store.Own ? number : _lower.GetValueOrDefault((store, number));
        }

        if (id > 0 && wanted != AlarmState.Raised)
        {
            await (wanted == AlarmState.Cleared ? ClearAsync(id, who) : AcknowledgeAsync(id, who)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task KeepsAsync(StoreId store)
    {
        List<StoreId> unknown;
        lock (_gate)
        {
            _keeps[store.Node] = store.Store;
            unknown = [.. LeftAnswered().Select(alarm => alarm.Store).Distinct().Where(left => ReachOf(left) is null)];
        }

        foreach (var left in unknown)
        {
            await LearnReachAsync(left).ConfigureAwait(false);
        }

        Task stored;
        lock (_gate)
        {
            foreach (var alarm in LeftAnswered().Where(alarm => ReachOf(alarm.Store) is not null).ToList())
            {
                var (wanted, who, at) = alarm.Answer!;
                Change(Settled(alarm, wanted, who, at, NextChange(alarm.Store)) with { Answer = null }, null);
            }

            stored = OnDisk();
        }

        await stored.ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 1204, Level = LogLevel.Warning, Message = "Alarm {Kind} {Subject} of {Node}: {Text}")]
    private static partial void LogShown(ILogger logger, string kind, string subject, string node, string text);

    private static (StoreId Store, long Number) KeyOf(AlarmRecord alarm) => (alarm.Store, alarm.Made!.Number);

    /// <summary>Whether that has changed anything.</summary>
    private static bool Index<TKey>(Dictionary<TKey, long> index, TKey key, long id, bool isOpen)
        where TKey : notnull
    {
        if (!isOpen)
        {
            return index.Remove(key);
        }

        var isNew = !index.ContainsKey(key);
        index[key] = id;
        return isNew;
    }

    /// <summary>
    /// Does something under the lock with alarms of other nodes: what the disk has of them is read before, and looked for again in memory
    /// under the lock.
    /// </summary>
    /// <param name="alarms">The alarms.</param>
    /// <param name="take">Takes those of them that are not open here, as they are here; null for one that is not here.</param>
    /// <returns>Ends when all alarms as they are then are on disk.</returns>
    private Task<IReadOnlySet<long>> WithKnown(IReadOnlyList<AlarmRecord> alarms, Action<Dictionary<(StoreId, long), AlarmRecord?>> take)
    {
        var read = new Dictionary<(StoreId, long), AlarmRecord?>();
        while (true)
        {
            List<(StoreId Store, long Number)> unknown;
            lock (_gate)
            {
                var known = new Dictionary<(StoreId, long), AlarmRecord?>(read);
                foreach (var alarm in _storing.Values.Concat(_unstored.Values).Where(alarm => alarm.Made is not null))
                {
                    known[KeyOf(alarm)] = alarm;
                }

                unknown = [.. alarms.Select(KeyOf).Distinct().Where(key => !_lower.ContainsKey(key) && !known.ContainsKey(key))];
                if (unknown.Count == 0)
                {
                    take(known);
                    return OnDisk();
                }
            }

            foreach (var key in unknown)
            {
                read[key] = _store.FindAlarm(key.Store, key.Number);
            }
        }
    }

    /// <summary>Under the lock: an alarm of another node as it is here; null when it is not.</summary>
    private AlarmRecord? Find(AlarmRecord alarm, Dictionary<(StoreId, long), AlarmRecord?> known) =>
        _lower.TryGetValue(KeyOf(alarm), out var id) ? _open[id] : known[KeyOf(alarm)];

    /// <summary>Under the lock: an alarm of another node as it stands there now; what was answered here and not there yet stays on its way.</summary>
    private void TakeNewer(AlarmRecord alarm, AlarmRecord? before, Dictionary<(StoreId, long), AlarmRecord?> known)
    {
        var answer = before?.Answer is { } pending && pending.Wanted > alarm.State ? pending : null;
        known[KeyOf(alarm)] = alarm = alarm with { Id = before?.Id ?? ++_largest, Answer = answer };
        Change(alarm, null);
    }

    /// <summary>As <see cref="Keep"/>, for the alarm of a lower node.</summary>
    private void KeepLower(AlarmRecord alarm, long number, bool isOpen)
    {
        var (store, known) = (alarm.Store, _reaches.GetValueOrDefault(alarm.Store));
        _reaches[store] = known with { Change = Math.Max(known.Change, alarm.Change) };
        if (Index(_lower, (store, number), alarm.Id, isOpen))
        {
            _openOf[store] = _openOf.GetValueOrDefault(store) + (isOpen ? 1 : -1);
        }
    }

    /// <summary>Under the lock: the alarms that were answered here and whose node does not know them any more.</summary>
    private IEnumerable<AlarmRecord> LeftAnswered() => _open.Values.Where(alarm => alarm.Answer is not null && IsLeft(alarm));

    /// <summary>Under the lock: an alarm of a lower node after somebody here answered it.</summary>
    private AlarmRecord AnswerLower(AlarmRecord alarm, AlarmState wanted, string who, DateTimeOffset now) =>
        alarm.Answer?.Wanted >= wanted ? alarm
        : IsLeft(alarm) ? Settled(alarm, wanted, who, now, NextChange(alarm.Store)) with { Answer = null }
        : alarm with { Answer = new PendingAnswer(wanted, who, now) };

    /// <summary>Under the lock: whether its node has begun another store, so that nobody there knows it.</summary>
    private bool IsLeft(AlarmRecord alarm) => _keeps.TryGetValue(alarm.Node, out var store) && store != alarm.Made?.Store;

    /// <summary>Under the lock: the number of a change that nobody else makes any more.</summary>
    private long NextChange(StoreId store) => ReachOf(store)!.Value + 1;

    /// <summary>Under the lock: the highest number of a change of a store; null when the disk was not asked yet.</summary>
    private long? ReachOf(StoreId store) => _reaches.GetValueOrDefault(store) is { IsRead: true } known ? known.Change : null;

    private async Task LearnReachAsync(StoreId store)
    {
        var read = await Task.Run(() => _store.Reach(store)).ConfigureAwait(false);
        lock (_gate)
        {
            _reaches[store] = (Math.Max(read, _reaches.GetValueOrDefault(store).Change), true);
        }
    }
}
