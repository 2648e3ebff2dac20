using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;

namespace RadioNet.Core.Records.Traces;

/// <summary>Puts what the nodes noted of a call together, by one clock.</summary>
public static class Waterfall
{
    /// <summary>By how much a decision may seem to come before the press that it is about.</summary>
    private static readonly TimeSpan _tolerance = TimeSpan.FromMilliseconds(200);

    /// <summary>The spurts of a call, in the order of time.</summary>
    public static IReadOnlyList<SpurtWaterfall> Of(CallTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var noted = trace.Nodes.SelectMany(node => node.Spurts.SelectMany(spurt => spurt.Marks.Select(mark => (spurt.Spurt, Event: Of(node, mark)))))
            .ToLookup(one => one.Spurt, one => one.Event);
        var records = trace.Call?.Spurts.ToDictionary(spurt => spurt.Id) ?? [];
        var spurts = records.Keys.Union(noted.Select(spurt => spurt.Key))
            .Select(id => new Draft(id, records.GetValueOrDefault(id), [.. noted[id]])).OrderBy(draft => draft.Began).ToList();
        foreach (var decision in Decisions(trace))
        {
            OwnerOf(decision, spurts)?.Events.Add(decision);
        }

        return [.. spurts.Select(draft => new SpurtWaterfall(draft.Id, Rows(draft))
        {
            Record = draft.Record,
            LeftOut = trace.Nodes.SelectMany(node => node.Spurts).Where(spurt => spurt.Spurt == draft.Id).Sum(spurt => spurt.LeftOut),
        })];
    }

    private static Event Of(NodeTrace node, Mark mark) => new(
        node.Node, mark.Kind, DateTimeOffset.UnixEpoch.AddMicroseconds(mark.At + node.ClockOffset), mark.Where, mark.Detail, null);

    /// <summary>The arbiter's decisions, which its record has by its clock.</summary>
    private static IEnumerable<Event> Decisions(CallTrace trace)
    {
        if (trace.Call is not { } call)
        {
            return [];
        }

        var offset = trace.Nodes.FirstOrDefault(node => node.Node == call.Node)?.ClockOffset ?? 0;
        return call.Decisions.Select(decision => new Event(
            call.Node, MarkKind.Unspecified, decision.At.ToDateTimeOffset().AddMicroseconds(offset), "", decision.Text, decision));
    }

    /// <summary>The spurt that a decision is about: the last one of the radio that it names, else of whoever talked then.</summary>
    private static Draft? OwnerOf(Event decision, List<Draft> spurts)
    {
        var before = spurts.Where(draft => draft.Began <= decision.At + _tolerance).ToList();
        return before.LastOrDefault(draft => draft.Record is { } record && decision.Detail.StartsWith($"{record.Source} ", StringComparison.Ordinal)) ?? before.LastOrDefault() ?? spurts.FirstOrDefault();
    }

    private static List<WaterfallRow> Rows(Draft draft)
    {
        var began = draft.Events.Where(one => one.Kind == MarkKind.Pressed).Select(one => one.At).DefaultIfEmpty(draft.Events.Count > 0 ? draft.Events.Min(one => one.At) : draft.Began).Min();
        var rows = new List<WaterfallRow>();
        foreach (var one in draft.Events.OrderBy(one => one.At).ThenBy(one => Rank(one.Kind)))
        {
            rows.Add(new WaterfallRow(one.Node, one.Kind, one.At, (one.At - began).TotalMilliseconds) { Where = one.Where, Detail = one.Detail, Decision = one.Decision });
        }

        // A cause may seem to come later when two clocks differ by more than the hop took.
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i] = rows[i] with { Cause = CauseOf(rows[i], rows) };
        }

        return rows;
    }

    /// <summary>What a row waited for, by what each kind follows from.</summary>
    private static WaterfallRow? CauseOf(WaterfallRow row, List<WaterfallRow> rows) => row.Kind switch
    {
        MarkKind.Asked => rows.Find(one => one.Kind == MarkKind.Pressed && one.Node == row.Node),
        MarkKind.Unspecified => rows.Find(one => one.Kind == MarkKind.Unspecified) is { } first && first.At < row.At ? null : rows.Find(one => one.Kind == MarkKind.Asked),
        MarkKind.Granted or MarkKind.Refused or MarkKind.Stopped or MarkKind.Ordered => Nearest(row, rows.Where(IsOfFloor)),
        MarkKind.Arrived => rows.Find(one => one.Kind == MarkKind.Sent && one.Node == row.Where && one.Where == row.Node),
        MarkKind.Sent => rows.FindLast(one => one.Node == row.Node && one.At <= row.At && one.Kind is MarkKind.Granted or MarkKind.Ordered or MarkKind.Arrived && one.Node == row.Node),
        _ => null,
    };

    /// <summary>Whether it decided about the spurt, and not about where it goes.</summary>
    private static bool IsOfFloor(WaterfallRow row) => row.Decision is { } decision && !decision.Rule.StartsWith("site.", StringComparison.Ordinal);

    /// <summary>The last that came before, or the first when all seem later.</summary>
    private static WaterfallRow? Nearest(WaterfallRow row, IEnumerable<WaterfallRow> decisions) =>
        decisions.LastOrDefault(one => one.At <= row.At) ?? decisions.FirstOrDefault();

    /// <summary>The order of what has the same time.</summary>
    private static int Rank(MarkKind kind) => kind switch
    {
        MarkKind.Pressed => 0,
        MarkKind.Asked => 1,
        MarkKind.Unspecified => 2,
        _ => 2 + (int)kind,
    };

    private sealed record Event(string Node, MarkKind Kind, DateTimeOffset At, string Where, string Detail, Decision? Decision);

    private sealed record Draft(string Id, Spurt? Record, List<Event> Events)
    {
        public DateTimeOffset Began { get; } = Events.Count > 0 ? Events.Min(one => one.At) : Record!.Started.ToDateTimeOffset();
    }
}
