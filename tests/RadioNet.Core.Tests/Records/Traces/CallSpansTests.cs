using System.Diagnostics;
using RadioNet.Api;
using RadioNet.Core.Records.Traces;

namespace RadioNet.Core.Tests.Records.Traces;

/// <summary>What a listener hears of calls that are over.</summary>
public sealed class CallSpansTests
{
    [Fact]
    public void A_call_and_its_spurt_at_two_nodes_are_one_trace()
    {
        var call = $"core.1.{Guid.NewGuid():N}";
        List<Activity> heard = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == CallSpans.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                // Other tests' calls are heard too.
                if (span.TraceId == CallSpans.TraceOf(call))
                {
                    heard.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var pressed = CallRecords.Start.ToUnixTimeMilliseconds() * 1000;
        CallSpans.Tell(
            new SpurtMarks { Call = call, Spurt = "s", Marks = { Mark(MarkKind.Pressed, 0), Mark(MarkKind.Asked, 1_000), Mark(MarkKind.Granted, 5_000), Mark(MarkKind.Sent, 6_500, "b/2") } }, "low");
        CallSpans.Tell(new SpurtMarks { Call = call, Spurt = "s", Marks = { Mark(MarkKind.Arrived, 9_000, "low"), Mark(MarkKind.Sent, 9_500, "c/3") } }, "top");
        CallSpans.Tell(CallRecords.Ended(1) with { Id = call, Node = "top" });

        var top = Assert.Single(heard, span => span.ParentSpanId == default);
        Assert.Equal(("call", CallSpans.SpanOf(call)), (top.OperationName, top.SpanId));
        var spurt = Assert.Single(heard, span => span.ParentSpanId == top.SpanId);
        Assert.Equal(("spurt", "low"), (spurt.OperationName, spurt.GetTagItem("radionet.node") as string));
        var further = Assert.Single(heard, span => span.OperationName == "spurt" && span.ParentSpanId == spurt.SpanId);
        Assert.Equal("top", further.GetTagItem("radionet.node"));
        Assert.Equal(["arrived", "sent"], heard.Where(span => span.ParentSpanId == further.SpanId).Select(span => span.OperationName));
        Assert.Equal((CallRecords.Start.UtcDateTime, 6.5), (spurt.StartTimeUtc, spurt.Duration.TotalMilliseconds));
        var steps = heard.Where(span => span.ParentSpanId == spurt.SpanId && span.OperationName != "spurt").ToList();
        Assert.Equal(["pressed", "asked", "granted", "sent"], steps.Select(span => span.OperationName));
        Assert.Equal([0, 1, 0, 1.5], steps.Select(span => Math.Round(span.Duration.TotalMilliseconds, 3))); // a span lasts 100 ns at least
        Assert.Equal("b/2", steps[^1].GetTagItem("radionet.where"));
        Assert.Equal("floor.granted", Assert.Single(top.Events).Name);
        Assert.Null(Activity.Current);

        Mark Mark(MarkKind kind, int microseconds, string where = "") => new() { Kind = kind, At = pressed + microseconds, Where = where };
    }
}
