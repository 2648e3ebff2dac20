using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using AlarmRecord = RadioNet.Core.Records.AlarmRecord;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// Shows lower nodes the emergencies that concern their sites and are not theirs, and takes what is answered there (contract:
/// <c>tier_records.proto</c>): a talkgroup may be at home above, or in another district, and so the node that raises the alarm. Safe from
/// any thread; nothing here waits.
/// </summary>
internal sealed class ShownAlarms : IDisposable
{
    /// <summary>The most in one message.</summary>
    public const int Most = 256;

    private readonly Lock _gate = new();
    private readonly IAlarmBook _book;
    private readonly ILowerAlarms _answers;
    private readonly IStoreLog<AlarmRecord> _log;
    private readonly IPlanView _plan;
    private readonly NodeIdentity _node;
    private readonly Dictionary<string, Session> _children = [];

    public ShownAlarms(IAlarmBook book, ILowerAlarms answers, IStoreLog<AlarmRecord> log, IPlanView plan, NodeIdentity node)
    {
        (_book, _answers, _log, _plan, _node) = (book, answers, log, plan, node);
        log.Stored += Show;
    }

    /// <summary>A child is there; whether anew is seen by where its answers go.</summary>
    public void Begin(string child, Action<RecordsDown> send)
    {
        lock (_gate)
        {
            if (!_children.TryGetValue(child, out var session) || session.Send != send)
            {
                _children[child] = session = new Session(send);
            }

            Show(child, session, _book.Open);
        }
    }

    /// <summary>A child is there no more.</summary>
    public void End(string child)
    {
        lock (_gate)
        {
            _children.Remove(child);
        }
    }

    /// <summary>Somebody answered at a child what it was shown; what it was not shown is not its to answer.</summary>
    public void Answer(string child, AlarmAnswer said)
    {
        if (AlarmMessages.StateOf(said.Wanted) is not { } wanted || said.Who.Length is 0 or > AlarmMessages.LongestText)
        {
            return;
        }

        var store = StoreNames.At(said.Store, _node.Id);
        var isShown = IsFor(child);
        if (_book.Open.Any(alarm => isShown(alarm) && (alarm.Made is null ? _log.Own : alarm.Store) == store && NumberOf(alarm) == said.Alarm))
        {
            _ = _answers.AnswerAsync(store, said.Alarm, wanted, said.Who);
        }
    }

    public void Dispose() => _log.Stored -= Show;

    private static long NumberOf(AlarmRecord alarm) => alarm.Made?.Number ?? alarm.Id;

    private void Show()
    {
        lock (_gate)
        {
            var open = _children.Count > 0 ? _book.Open : [];
            foreach (var (child, session) in _children)
            {
                Show(child, session, open);
            }
        }
    }

    /// <summary>Under the lock. Those that were shown and are closed by now go with the open ones, once: how they ended.</summary>
    private void Show(string child, Session session, IReadOnlyList<AlarmRecord> open)
    {
        var now = open.Any(alarm => alarm.Kind == AlarmKind.Emergency) ? open.Where(IsFor(child)).ToList() : [];
        var named = now.Select(alarm => (alarm.Id, alarm.Change)).ToHashSet();
        if (session.Shown is { } before && named.SetEquals(before))
        {
            return;
        }

        var ids = now.Select(alarm => alarm.Id).ToHashSet();
        var closed = (session.Shown ?? []).Where(shown => !ids.Contains(shown.Id))
            .SelectMany(shown => _book.List(shown.Id + 1, 1)).Where(alarm => alarm.State == Records.AlarmState.Cleared);
        session.Shown = named;
        var message = new AlarmsShown { AndMore = now.Count > Most };
        message.Alarms.Add(closed.Concat(now).Take(Most).Select(Of));
        session.Send(new RecordsDown { Shown = message });
    }

    private NodeAlarm Of(AlarmRecord alarm)
    {
        var said = AlarmMessages.Of(alarm);
        said.Id = NumberOf(alarm);
        return new NodeAlarm { Store = StoreNames.Of(alarm.Made is null ? _log.Own : alarm.Store, _node.Id), Change = alarm.Change, Alarm = said };
    }

    /// <summary>Whether an alarm is for a child: it concerns a site there, and has not come from there.</summary>
    private Func<AlarmRecord, bool> IsFor(string child)
    {
        var nodes = _plan.Current.Nodes;
        var sites = nodes.SitesBelow(child).Select(site => site.Id).ToHashSet(StringComparer.Ordinal);
        return alarm => alarm.Kind == AlarmKind.Emergency && (alarm.Made is null || !nodes.IsAtOrBelow(alarm.Node, child)) && alarm.Sites.Any(sites.Contains);
    }

    private sealed class Session(Action<RecordsDown> send)
    {
        public Action<RecordsDown> Send { get; } = send;

        /// <summary>What was shown last; null before the first time.</summary>
        public HashSet<(long Id, long Change)>? Shown { get; set; }
    }
}
