using Microsoft.Extensions.Logging;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Records;

/// <summary>The alarms of lower nodes.</summary>
public sealed partial class AlarmBook
{
    private readonly Dictionary<(StoreId Store, long Number), long> _lower = [];

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
    public async Task TakeAsync(IReadOnlyList<AlarmRecord> alarms)
    {
        ArgumentNullException.ThrowIfNull(alarms);
        Task stored;
        lock (_gate)
        {
            foreach (var alarm in alarms)
            {
                var known = Find(alarm.Store, alarm.Made!.Number);
                if (known is null || known.Change < alarm.Change)
                {
                    TakeNewer(alarm, known);
                }
            }

            stored = _unstored.Count > 0 ? _stored.Task : Task.CompletedTask;
        }

        await stored.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task ShowAsync(IReadOnlyList<AlarmRecord> alarms, bool isAll)
    {
        ArgumentNullException.ThrowIfNull(alarms);
        Task stored;
        lock (_gate)
        {
            foreach (var alarm in alarms)
            {
                var known = Find(alarm.Store, alarm.Made!.Number);
                if (known is null ? alarm.State != AlarmState.Cleared : known.IsShown && known.Change < alarm.Change)
                {
                    LogShown(_log, alarm.Kind, alarm.Subject, alarm.Node, alarm.Text.En);
                    TakeNewer(alarm with { IsShown = true }, known);
                }
            }

            var named = alarms.Select(alarm => (alarm.Store, alarm.Made!.Number)).ToHashSet();
            foreach (var gone in _open.Values.Where(alarm => isAll && alarm.IsShown && !named.Contains((alarm.Store, alarm.Made!.Number))).ToList())
            {
                Change(Settled(gone, AlarmState.Cleared, gone.Answer?.Who ?? AlarmRecord.Itself, _time.GetUtcNow(), gone.Change) with { Answer = null }, null);
            }

            stored = _unstored.Count > 0 ? _stored.Task : Task.CompletedTask;
        }

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
        Task stored;
        lock (_gate)
        {
            _keeps[store.Node] = store.Store;
            foreach (var alarm in _open.Values.Where(alarm => alarm.Answer is not null && IsLeft(alarm)).ToList())
            {
                var (wanted, who, at) = alarm.Answer!;
                Change(Settled(alarm, wanted, who, at, NextChange(alarm.Store)) with { Answer = null }, null);
            }

            stored = _unstored.Count > 0 ? _stored.Task : Task.CompletedTask;
        }

        await stored.ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 1204, Level = LogLevel.Warning, Message = "Alarm {Kind} {Subject} of {Node}: {Text}")]
    private static partial void LogShown(ILogger logger, string kind, string subject, string node, string text);

    private static void Index<TKey>(Dictionary<TKey, long> index, TKey key, long id, bool isOpen)
        where TKey : notnull
    {
        if (isOpen)
        {
            index[key] = id;
        }
        else
        {
            index.Remove(key);
        }
    }

    /// <summary>Under the lock: an alarm of another node as it stands there now; what was answered here and not there yet stays on its way.</summary>
    private void TakeNewer(AlarmRecord alarm, AlarmRecord? known)
    {
        var answer = known?.Answer is { } pending && pending.Wanted > alarm.State ? pending : null;
        Change(alarm with { Id = known?.Id ?? ++_largest, Answer = answer }, null);
    }

    /// <summary>Under the lock: an alarm of a lower node after somebody here answered it.</summary>
    private AlarmRecord AnswerLower(AlarmRecord alarm, AlarmState wanted, string who, DateTimeOffset now) =>
        alarm.Answer?.Wanted >= wanted ? alarm
        : IsLeft(alarm) ? Settled(alarm, wanted, who, now, NextChange(alarm.Store)) with { Answer = null }
        : alarm with { Answer = new PendingAnswer(wanted, who, now) };

    /// <summary>Under the lock: whether its node has begun another store, so that nobody there knows it.</summary>
    private bool IsLeft(AlarmRecord alarm) => _keeps.TryGetValue(alarm.Node, out var store) && store != alarm.Made?.Store;

    /// <summary>Under the lock: the number of a change that nobody else makes any more.</summary>
    private long NextChange(StoreId store) =>
        _open.Values.Concat(_unstored.Values).Where(alarm => alarm.Store == store).Select(alarm => alarm.Change).Append(_store.Reach(store)).Max() + 1;

    /// <summary>Under the lock: an alarm of a lower node, open or not, stored or not yet.</summary>
    private AlarmRecord? Find(StoreId store, long number) =>
        _lower.TryGetValue((store, number), out var id) ? _open[id]
        : _unstored.Values.FirstOrDefault(alarm => alarm.Store == store && alarm.Made?.Number == number) ?? _store.FindAlarm(store, number);
}
