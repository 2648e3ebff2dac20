using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using RadioNet.Api;

namespace RadioNet.Core.Records.Traces;

/// <summary>
/// Calls as spans of OpenTelemetry, made from the same marks: all nodes' spans of a call are one trace with the call at its top. The
/// arbiter's node tells the call with its decisions; each node that a spurt passed tells the spurt, below the same spurt at the node that
/// its voice came from, and at the talker's node below the call; with a span below it for each step. Costs nothing while nobody listens.
/// </summary>
/// <remarks>
/// No node hears of another's spans: the ids of the trace, of the call's span and of a spurt's at a node are hashes of what all of them
/// know. The runtime draws a span's id and has no way in for another one, so that it is written into its field.
/// </remarks>
public static class CallSpans
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "RadioNet.Calls";

    private static readonly ActivitySource _source = new(SourceName);

    /// <summary>The trace that a call's spans belong to, at whichever node: the first 16 octets of the SHA-256 of its id.</summary>
    public static ActivityTraceId TraceOf(string call) => ActivityTraceId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(call)).AsSpan(0, 16));

    /// <summary>The id of a call's span: octets 16 to 23 of that hash.</summary>
    public static ActivitySpanId SpanOf(string call) => ActivitySpanId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(call)).AsSpan(16, 8));

    /// <summary>The id of a spurt's span at a node: the first 8 octets of the SHA-256 of call, spurt and node with line feeds between them.</summary>
    public static ActivitySpanId SpanOf(string call, string spurt, string node) =>
        ActivitySpanId.CreateFromBytes(SHA256.HashData(Encoding.UTF8.GetBytes($"{call}\n{spurt}\n{node}")).AsSpan(0, 8));

    /// <summary>A spurt is over at a node.</summary>
    internal static void Tell(SpurtMarks marks, string node)
    {
        if (!_source.HasListeners() || marks.Marks.Count == 0)
        {
            return;
        }

        var rows = Waterfall.Of(new CallTrace { Asked = node, Nodes = { new NodeTrace { Node = node, Spurts = { marks } } } })[0].Rows;
        var before = marks.Marks.FirstOrDefault(mark => mark is { Kind: MarkKind.Arrived or MarkKind.Ordered, Where.Length: > 0 });
        var parent = before is null ? SpanOf(marks.Call) : SpanOf(marks.Call, marks.Spurt, before.Where);
        using var spurt = Begin("spurt", ContextOf(marks.Call, parent), rows[0].At, SpanOf(marks.Call, marks.Spurt, node));
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

        using var span = Begin("call", ContextOf(call.Id, default), call.Started, SpanOf(call.Id));
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

    private static ActivityContext ContextOf(string call, ActivitySpanId parent) => new(TraceOf(call), parent, ActivityTraceFlags.Recorded);

    private static Activity? Begin(string name, ActivityContext parent, DateTimeOffset at, ActivitySpanId? id = null)
    {
        var span = _source.StartActivity(name, ActivityKind.Internal, parent, tags: null, links: null, startTime: at);
        if (span is not null && id is { } own)
        {
            IdIn(span) = own.ToHexString();
        }

        return span;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? IdIn(Activity span);

    private static void SetWord(Activity? span, string name, string word)
    {
        if (word.Length > 0)
        {
            span?.SetTag(name, word);
        }
    }
}
