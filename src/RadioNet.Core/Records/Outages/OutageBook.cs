using RadioNet.Core.Hosting;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Records.Outages;

/// <summary>The outages of the links between nodes that this node knows of, by the alarms and records that lie here. Safe from any thread.</summary>
internal sealed class OutageBook(IAlarmStore alarms, IRecordStore records, IPlanStore plans, PlanKeeper keeper, NodeIdentity self, TimeProvider time)
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

    /// <summary>What was changed in the plan at this node, which the others have from it or it from the root.</summary>
    private List<OutageEdit> Edits(DateTimeOffset begin)
    {
        var audit = plans.Audit(long.MaxValue, MostEdits).Where(entry => entry.At >= begin).ToLookup(entry => entry.At);
        var root = keeper.Current.Nodes.Root;
        return [.. plans.History(int.MaxValue, MostEdits).TakeWhile(revision => revision.At >= begin).Select(revision => new OutageEdit(
            revision.Origin == RevisionOrigin.Root && root is not null ? root : self.Id,
            revision.At,
            revision.Who,
            $"{revision.Number}",
            What(revision, audit[revision.At]),
            IsTaken: true))];
    }

    private static string What(StoredRevision revision, IEnumerable<AuditEntry> audit) =>
        revision.Comment.Length > 0 ? revision.Comment
        : audit.FirstOrDefault(entry => entry.Action.StartsWith("plan-", StringComparison.Ordinal)) is { Detail.Length: > 0 } entry ? entry.Detail
        : revision.Origin.ToString().ToLowerInvariant();

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
