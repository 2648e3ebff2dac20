using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Plan.Overlay;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;
using OverlayDecision = RadioNet.Plan.Overlay.OverlayDecision;
using OverlayEdit = RadioNet.Plan.Overlay.OverlayEdit;
using OverlayKey = RadioNet.Plan.Overlay.OverlayKey;
using OverlayState = RadioNet.Plan.Overlay.OverlayState;
using Status = Grpc.Core.Status;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// The local edits of this node (<c>tier_overlay.proto</c>): takes them while the root is not in reach and this node is the highest
/// that is, gives them down, and offers them up until the root has decided about each.
/// </summary>
internal sealed partial class OverlayBook : BackgroundService, ITierMatter
{
    /// <summary>Edits of this node that the root may not have decided about, and what may wait to be obeyed.</summary>
    private const int MostOpen = 500;
    private const int MostWaiting = 8192;

    /// <summary>Edits that a parent may have in force.</summary>
    private const int MostAbove = 65_536;

    /// <summary>Edits that are offered at once; the next ones follow when the last of them is decided.</summary>
    private const int MostOffered = 32;

    private static readonly TimeSpan OfferAgain = TimeSpan.FromSeconds(5);

    private readonly Lock _edits = new();
    private readonly Lock _gate = new();
    private readonly PlanKeeper _keeper;
    private readonly TierPlans _plans;
    private readonly NodeIdentity _self;
    private readonly IOverlayStore _store;
    private readonly OverlayJudge _judge;
    private readonly IAlarmBook _alarms;
    private readonly TimeProvider _time;
    private readonly ILogger<OverlayBook> _log;
    private readonly Channel<Func<Task>> _work = Channel.CreateBounded<Func<Task>>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly ConcurrentDictionary<AttachedChild, OverlayTelling> _children = [];
    private readonly Dictionary<OverlayKey, HashSet<AttachedChild>> _asked = [];
    private volatile OverlayLedger _ledger;
    private volatile ParentLine? _parent;
    private volatile string? _parentsTop;
    private IReadOnlyList<Api.OverlayEdit> _above = [];
    private OverlayKey? _offered;
    private string _said = "";

    public OverlayBook(
        PlanKeeper keeper, TierPlans plans, NodeIdentity self, IOverlayStore store, OverlayJudge judge, IAlarmBook alarms, TimeProvider time, ILogger<OverlayBook> log)
    {
        (_keeper, _plans, _self, _store, _judge, _alarms, _time, _log) = (keeper, plans, self, store, judge, alarms, time, log);
        _ledger = OverlayLedger.Of(self.Id, store.LoadOverlay());
        keeper.UseOverlay(() => _ledger);
        keeper.Changed += OnPlan;
    }

    /// <summary>The edits that this node holds.</summary>
    public OverlayLedger Ledger => _ledger;

    /// <summary>The highest node that is in reach: the root, or who takes edits while that is not. Null while the parent has not said.</summary>
    public string? Top => !_plans.IsFromAbove ? _plans.Self : _parent is null ? _self.Id : _parentsTop;

    private bool IsRootInReach => Top is { } top && top == _keeper.Current.Nodes.Root;

    public override void Dispose()
    {
        _keeper.Changed -= OnPlan;
        base.Dispose();
    }

    /// <summary>How many edits of a node of the last 30 days the root did not take, as far as is known here.</summary>
    public int NotTaken(string node)
    {
        var since = _time.GetUtcNow().AddDays(-30);
        return node == _self.Id
            ? _ledger.All.Count(held => held.State == OverlayState.Refused && held.Edit.At >= since)
            : _store.RefusedSince(since).GetValueOrDefault(node);
    }

    /// <summary>Takes an edit on top of the root's plan; an <see cref="RpcException"/> says where to make it when that is not here.</summary>
    public PlanOutcome Edit(ChangeRequest request, OverlayKind kind, OverlayAction action, uint id, IEnumerable<string> said)
    {
        lock (_edits)
        {
            var (before, revision) = (_keeper.Current.Plan, _keeper.Revision);
            if (_ledger.All.Any(held => _ledger.IsOwn(held.Edit) && held.Edit.RequestId == request.RequestId))
            {
                return new PlanOutcome(PlanOutcomeKind.Unchanged, revision, before, before);
            }

            RequireHere();
            if (request.ExpectedRevision != 0 && request.ExpectedRevision != revision.Number)
            {
                return new PlanOutcome(PlanOutcomeKind.Stale, revision, before, before);
            }

            ImmutableArray<string> words = [.. said];
            var today = DateOnly.FromDateTime(_time.GetLocalNow().DateTime);
            var reading = PlanDates.Check(OverlayMerge.Apply(before, kind, action, id, words), before, today);
            if (!reading.Succeeded)
            {
                return new PlanOutcome(PlanOutcomeKind.Refused, revision, before, before) { Errors = reading.Errors };
            }

            if (PlanContent.Same(before, reading.Plan))
            {
                return new PlanOutcome(PlanOutcomeKind.Unchanged, revision, before, before);
            }

            Change(ledger =>
            {
                var edit = new OverlayEdit(
                    new OverlayKey(_self.Id, _store.FolderId, ledger.LastNumber + 1), revision.Number, kind, action, id, words,
                    OverlayMerge.EntryText(before, kind, id), OverlayMerge.EntryText(reading.Plan, kind, id))
                {
                    Who = request.Who,
                    At = DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds()),
                    Comment = request.Comment,
                    RequestId = request.RequestId ?? "",
                };
                return (ledger.With(edit), new AuditEntry(0, edit.At, edit.Who, "overlay-edit", $"{edit.What}, as {edit.Label}"));
            });
            return new PlanOutcome(PlanOutcomeKind.Changed, revision, before, _keeper.Current.Plan);
        }
    }

    public void ParentUp(ParentLine parent)
    {
        (_parentsTop, _said, _above) = (null, "", []);
        _parent = parent;
        TellAll();
    }

    public void ParentDown()
    {
        (_parent, _parentsTop) = (null, null);
        TellAll();
    }

    public void Hear(ToChild said)
    {
        if (said.OverlayTop is { } top)
        {
            _above = [.. _above.Take((int)Math.Min(top.Kept, MostAbove)).Concat(top.Edits).Take(MostAbove)];
            if (!top.More)
            {
                var edits = _above;
                Post(() => Take(top.Top, edits));
            }
        }
        else if (said.OverlayDecision is { } told && OverlayMessages.TryRead(told, out var decision))
        {
            Post(() => TakeAsync(decision));
        }
    }

    public void ChildUp(AttachedChild child)
    {
        var telling = _children.GetOrAdd(child, _ => new OverlayTelling());
        Tell(child, telling);
    }

    public void ChildDown(AttachedChild child) => _children.TryRemove(child, out _);

    public void Hear(AttachedChild child, FromChild said)
    {
        if (said.OverlayEdit is { } offered && OverlayMessages.TryRead(offered, out var edit))
        {
            Post(() => Answer(child, edit, offered));
        }
        else if (said.Ping is not null && _children.TryGetValue(child, out var telling) && telling.HasMore)
        {
            Tell(child, telling);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var again = _time.CreateTimer(_ => Post(Offer), null, OfferAgain, OfferAgain).ConfigureAwait(false);
        await foreach (var work in _work.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                // What is not decided is offered again.
                LogFailed(_log, failed);
            }
        }
    }

    private void Post(Func<Task> work) => _work.Writer.TryWrite(work);

    private void Post(Action work) => Post(() =>
    {
        work();
        return Task.CompletedTask;
    });

    private void RequireHere()
    {
        var root = _keeper.Current.Nodes.Root ?? "";
        if (Top is not { } top || top == root)
        {
            throw Refusal.OfRoot(_self.Id, root);
        }

        if (top != _self.Id)
        {
            throw new RpcException(new Status(
                StatusCode.FailedPrecondition, $"{_self.Id} and {top} are cut off from the root node {root} together, and {top} takes edits for both. Ask {top}, with --server."));
        }

        if (_ledger.Open.Count(_ledger.IsOwn) >= MostOpen)
        {
            throw new RpcException(new Status(
                StatusCode.ResourceExhausted, $"{MostOpen} edits wait for the root's decision already. Make others when the root is in reach again."));
        }
    }

    /// <summary>Stores what the ledger becomes, then has the plan obey it, then tells others.</summary>
    private void Change(Func<OverlayLedger, (OverlayLedger After, AuditEntry? Audit)> change)
    {
        lock (_gate)
        {
            var before = _ledger;
            var (after, audit) = change(before);
            if (after == before)
            {
                return;
            }

            _store.SaveOverlay(before, after, audit);
            _ledger = after;
        }

        _keeper.LayAnew();
        TellAll();
        SayHeld();
    }

    private void Take(string top, IReadOnlyList<Api.OverlayEdit> above)
    {
        _parentsTop = top;
        if (!IsRootInReach)
        {
            var edits = above.Select(said => OverlayMessages.TryRead(said, out var edit) ? edit : null).OfType<OverlayEdit>().ToList();
            Change(ledger => (ledger.WithAbove(edits), null));
        }

        TellAll();
        Offer();
    }

    private async Task TakeAsync(OverlayDecision decision)
    {
        if (_asked.Remove(decision.Key, out var askers))
        {
            foreach (var child in askers)
            {
                child.Send(new ToChild { OverlayDecision = OverlayMessages.Of(decision) });
            }
        }

        if (!decision.IsTaken && _ledger.Open.FirstOrDefault(edit => edit.Key == decision.Key && _ledger.IsOwn(edit)) is { } refused)
        {
            // Before it is no more an open edit: a kill in between has the root answer, and people be told, once more.
            await _alarms.RaiseAsync(AlarmKind.EditNotTaken, refused.Key.ToString(), new LocalizedText(
                $"Nút gốc không nhận sửa đổi {refused.Label} ({refused.What}) của {refused.Who}, làm khi nút này mất liên lạc. {decision.Why?.Vi} Quy hoạch của nút gốc có hiệu lực; nếu vẫn cần, hãy sửa ở nút gốc.",
                $"The root did not take the edit {refused.Label} ({refused.What}) of {refused.Who}, made while this node was cut off. {decision.Why?.En} The root's plan holds; if the edit is still wanted, make it there.")).ConfigureAwait(false);
        }

        Change(ledger => (ledger.With(decision).Settled(_keeper.Revision.Number), null));
        LogDecided(_log, decision.Key, decision.IsTaken, decision.Revision);
        if (decision.Key == _offered)
        {
            Offer();
        }
    }

    private void Answer(AttachedChild child, OverlayEdit edit, Api.OverlayEdit offered)
    {
        if (!_plans.IsFromAbove)
        {
            child.Send(new ToChild { OverlayDecision = OverlayMessages.Of(_judge.Decide(edit)) });
        }
        else if (IsRootInReach && _parent is { } parent)
        {
            if (_asked.Count > MostWaiting)
            {
                _asked.Clear();
            }

            if (!_asked.TryGetValue(edit.Key, out var askers))
            {
                _asked[edit.Key] = askers = [];
            }

            askers.Add(child);
            parent.Send(new FromChild { OverlayEdit = offered });
        }
    }

    private void Offer()
    {
        if (_plans.IsFromAbove && IsRootInReach && _parent is { } parent)
        {
            foreach (var edit in _ledger.Open.Take(MostOffered))
            {
                _offered = edit.Key;
                parent.Send(new FromChild { OverlayEdit = OverlayMessages.Of(edit) });
            }
        }
    }

    private void TellAll()
    {
        foreach (var (child, telling) in _children)
        {
            Tell(child, telling);
        }
    }

    /// <summary>What is so is read and sent in one, so that of two who tell the later one tells what is newer.</summary>
    private void Tell(AttachedChild child, OverlayTelling telling)
    {
        lock (telling)
        {
            if (Top is { } top
                && telling.Next(top, top == _keeper.Current.Nodes.Root ? [] : _ledger.InForce(_keeper.Revision.Number)) is { } told)
            {
                child.Send(new ToChild { OverlayTop = told });
            }
        }
    }

    /// <summary>Has the parent know what lies on top of this node's plan.</summary>
    private void SayHeld()
    {
        if (_parent is { } parent && _plans.Held is { } held && held.Overlay != _said)
        {
            _said = held.Overlay;
            parent.Send(new FromChild { PlanHeld = held });
        }
    }

    private void OnPlan(object? sender, PlanChangedEventArgs change) => Post(() => Change(ledger => (ledger.Settled(_keeper.Revision.Number), null)));

    [LoggerMessage(EventId = 4361, Level = LogLevel.Information, Message = "The root has decided about {Edit}: taken is {IsTaken}, revision {Revision}")]
    private static partial void LogDecided(ILogger logger, OverlayKey edit, bool isTaken, int revision);

    [LoggerMessage(EventId = 4362, Level = LogLevel.Error, Message = "Local edits could not be looked after; what is not decided is offered again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
