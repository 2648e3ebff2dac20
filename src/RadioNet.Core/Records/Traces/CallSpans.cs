using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using RadioNet.Api;

namespace RadioNet.Core.Records.Traces;

/// <summary>
/// Calls as spans of OpenTelemetry, made from the same marks: all nodes' spans of a call have one trace id, which its id alone says. The
/// arbiter's node tells the call with its decisions; each node that a spurt passed tells the spurt, with a span below it for each step.
/// Costs nothing while nobody listens.
/// </summary>
public static class CallSpans
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "RadioNet.Calls";

    private static readonly ActivitySource _source = new(SourceName);

    /// <summary>The trace that a call's spans belong to, at whichever node: the first 16 octets of the SHA-256 of its id.</summary>
    public static ActivityTraceId TraceOf(string call) => ActivityTraceId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(call)).AsSpan(0, 16));

    /// <summary>A spurt is over at a node.</summary>
    internal static void Tell(SpurtMarks marks, string node)
    {
        if (!_source.HasListeners() || marks.Marks.Count == 0)
        {
            return;
        }

        var rows = Waterfall.Of(new CallTrace { Asked = node, Nodes = { new NodeTrace { Node = node, Spurts = { marks } } } })[0].Rows;
        using var spurt = Begin("spurt", new ActivityContext(TraceOf(marks.Call), default, ActivityTraceFlags.Recorded), rows[0].At);
        if (spurt is null)
        {
            return;
        }

        spurt.SetTag("radionet.call", marks.Call).SetTag("radionet.spurt", marks.Spurt).SetTag("radionet.node", node);
        foreach (var row in rows)
        {
            using var step = Begin(row.Kind.ToString().ToLowerInvariant(), spurt.Context, row.Cause?.At ?? row.At);
            step?.SetTag("radionet.node", node);
            SetWord(step, "radionet.where", row.Where);
            SetWord(step, "radionet.detail", row.Detail);
            step?.SetEndTime(row.At.UtcDateTime);
        }

        spurt.SetEndTime(rows[^1].At.UtcDateTime);
    }

    /// <summary>A call that this node arbitrated is over.</summary>
    internal static void Tell(CallRecord call)
    {
        if (!_source.HasListeners() || call.Ended is not { } ended)
        {
            return;
        }

        using var span = Begin("call", new ActivityContext(TraceOf(call.Id), default, ActivityTraceFlags.Recorded), call.Started);
        span?.SetTag("radionet.call", call.Id).SetTag("radionet.node", call.Node).SetTag("radionet.target", call.Target).SetTag("radionet.emergency", call.Emergency);
        SetWord(span, "radionet.reason", call.Reason ?? "");
        foreach (var decision in call.Decisions)
        {
            span?.AddEvent(new ActivityEvent(decision.Rule, decision.At, new ActivityTagsCollection
            {
                ["radionet.text"] = decision.Text,
                ["radionet.plan-line"] = decision.PlanLine,
                ["radionet.plan-revision"] = decision.PlanRevision,
            }));
        }

        span?.SetEndTime(ended.UtcDateTime);
    }

    private static Activity? Begin(string name, ActivityContext parent, DateTimeOffset at) =>
        _source.StartActivity(name, ActivityKind.Internal, parent, tags: null, links: null, startTime: at);

    private static void SetWord(Activity? span, string name, string word)
    {
        if (word.Length > 0)
        {
            span?.SetTag(name, word);
        }
    }
}
