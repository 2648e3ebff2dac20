using RadioNet.Core.Hosting;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Plan.Overlay;

namespace RadioNet.Core.Records.Outages;

/// <summary>The outages of the links between nodes that this node knows of, by the alarms and records that lie here. Safe from any thread.</summary>
internal sealed class OutageBook(IAlarmStore alarms, IRecordStore records, IPlanStore plans, IOverlayStore overlay, PlanKeeper keeper, NodeIdentity self, TimeProvider time)
{
    /// <summary>Alarms of a kind that are looked at, newest first.</summary>
    private const int MostAlarms = 2_000;

    /// <summary>Calls of one outage that are looked at, newest first.</summary>
    private const int MostCalls = 20_000;

    private const int MostEdits = 1_000;

    /// <summary>Reports, newest outage first.</summary>
    /// <param name="node">Only outages of this node's link, at either end; empty is any.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<OutageReport> Newest(string node, int limit)
    {
        var known = alarms.ListAlarms(AlarmKind.NodeLost, MostAlarms).Concat(alarms.ListAlarms(AlarmKind.UplinkLost, MostAlarms));
        return [.. OutageSpan.Of(known, self.Id).Where(span => node.Length == 0 || span.Upper == node || span.Lower == node).Take(limit).Select(Report)];
    }

    private OutageReport Report(OutageSpan span)
    {
        var to = span.To ?? time.GetUtcNow();
        var begin = Earlier(span.From, span.ByLower?.From ?? span.From);
        var nodes = keeper.Current.Nodes;
        var calls = records.Search(new RecordQuery { Since = begin, Until = Later(to, span.ByLower?.To ?? to), Limit = MostCalls + 1 });
        return OutageReports.Of(new OutageInput(span.Upper, span.Lower, span.From, to)
        {
            IsOver = span.To is not null,
            LowerClock = span.ByUpper is null ? null : span.ByLower,
            At = self.Id,
            LowerNodes = [.. nodes.All.Where(one => nodes.IsBelow(one, span.Lower))],
            Calls = [.. calls.Take(MostCalls)],
            HasMore = calls.Count > MostCalls,
            Alarms = AlarmsSince(begin),
            Edits = Edits(begin),
        });
    }

    private List<AlarmRecord> AlarmsSince(DateTimeOffset begin)
    {
        var found = new List<AlarmRecord>();
        for (var before = long.MaxValue; found.Count < MostAlarms;)
        {
            // A lower node's alarm gets its number here when it comes, which may be long after it was raised.
            var page = alarms.ListAlarms(before, MostAlarms);
            found.AddRange(page.Where(alarm => alarm.Raised >= begin && alarm.Kind is not (AlarmKind.NodeLost or AlarmKind.UplinkLost)));
            if (page is not [.., var last] || last.Raised < begin)
            {
                break;
            }

            before = last.Id;
        }

        return found;
    }

    /// <summary>
    /// What was changed in the plan at this node, which the others have from it or it from the root; and the edits of nodes that could not
    /// reach the root, with what it decided: those that this node holds, and at the root all of them.
    /// </summary>
    private List<OutageEdit> Edits(DateTimeOffset begin)
    {
        var local = overlay.LoadOverlay().Concat(overlay.DecidedSince(begin)).DistinctBy(held => held.Edit.Key).ToList();
        var made = local.Where(held => held.State == OverlayState.Taken).Select(held => held.TakenAt).ToHashSet();
        var audit = plans.Audit(long.MaxValue, MostEdits).Where(entry => entry.At >= begin).ToLookup(entry => entry.At);
        var root = keeper.Current.Nodes.Root;
        return [.. plans.History(int.MaxValue, MostEdits).TakeWhile(revision => revision.At >= begin).Where(revision => !made.Contains(revision.Number)).Select(revision => new OutageEdit(
            revision.Origin == RevisionOrigin.Root && root is not null ? root : self.Id,
            revision.At,
            revision.Who,
            $"{revision.Number}",
            What(revision, audit[revision.At]),
            IsTaken: true)).Concat(local.Select(Of))];
    }

    private static OutageEdit Of(OverlayHeld held) => new(
        held.Edit.Key.Node, held.Edit.At, held.Edit.Who, held.Edit.Label,
        held.Edit.Comment.Length > 0 ? $"{held.Edit.What} ({held.Edit.Comment})" : held.Edit.What,
        held.State switch { OverlayState.Taken => true, OverlayState.Refused => false, _ => null })
    {
        TakenAt = held.TakenAt,
        Why = held.Why,
        Entry = held.State == OverlayState.Refused ? held.Edit.After : "",
    };

    private static string What(StoredRevision revision, IEnumerable<AuditEntry> audit) =>
        revision.Comment.Length > 0 ? revision.Comment
        : audit.FirstOrDefault(entry => entry.Action.StartsWith("plan-", StringComparison.Ordinal)) is { Detail.Length: > 0 } entry ? entry.Detail
        : revision.Origin.ToString().ToLowerInvariant();

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
