using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Records.Traces;

namespace RadioNet.Core.Tests.Records.Traces;

public sealed class WaterfallTests
{
    private static readonly DateTimeOffset _press = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    /// <summary>A radio at "low" presses; "top" decides and has a listener; the clock of "low" is 5 s behind that of "top", which was asked.</summary>
    private static CallTrace Trace() => new()
    {
        Asked = "top",
        Call = new Call
        {
            Id = "c",
            Node = "top",
            Spurts = { new Spurt { Id = "s1", Source = 101, Started = (_press - TimeSpan.FromSeconds(5)).ToTimestamp() } },
            Decisions =
            {
                new Decision { At = _press.AddMilliseconds(12).ToTimestamp(), Rule = "floor.granted", Text = "101 has the floor.", PlanLine = 9, PlanRevision = 2 },
                new Decision { At = _press.AddMilliseconds(500).ToTimestamp(), Rule = "site.joins", Text = "Site far joins." },
            },
        },
        Nodes =
        {
            new NodeTrace { Node = "top", Spurts = { Marks(0, (MarkKind.Ordered, 13, "low"), (MarkKind.Arrived, 30, "low"), (MarkKind.Sent, 31, "summit/1")) } },
            new NodeTrace
            {
                Node = "low", ClockOffset = 5_000_000, ClockError = 700,
                Spurts = { Marks(-5_000, (MarkKind.Pressed, 0, "hill/2"), (MarkKind.Asked, 1, ""), (MarkKind.Granted, 22, ""), (MarkKind.Sent, 23, "top"), (MarkKind.Ended, 900, "hill/2")) },
            },
        },
    };

    [Fact]
    public void Marks_of_all_nodes_stand_in_one_order_by_the_asked_nodes_clock()
    {
        var spurt = Assert.Single(Waterfall.Of(Trace()));
        Assert.Equal(
            ["low Pressed 0", "low Asked 1", "top Unspecified 12", "top Ordered 13", "low Granted 22", "low Sent 23", "top Arrived 30", "top Sent 31", "top Unspecified 500", "low Ended 900"],
            spurt.Rows.Select(row => $"{row.Node} {row.Kind} {row.Milliseconds:0}"));
        Assert.Equal(_press, spurt.Rows[0].At);
        Assert.Equal(("floor.granted", 9), (spurt.Rows[2].Decision!.Rule, spurt.Rows[2].Decision!.PlanLine));
    }

    [Fact]
    public void Each_row_knows_what_it_waited_for()
    {
        var spurt = Assert.Single(Waterfall.Of(Trace()));
        Assert.Equal([null, 1, 11, 1, 10, 1, 7, 1, null, null], spurt.Rows.Select(row => row.SinceCause is { } since ? (int?)Math.Round(since) : null));
    }

    [Fact]
    public void A_cause_that_seems_later_by_a_wrong_clock_is_still_the_cause()
    {
        var trace = Trace();
        trace.Nodes[1].ClockOffset += 9_000;
        var arrived = Assert.Single(Waterfall.Of(trace)).Rows.Single(row => row.Kind == MarkKind.Arrived);
        Assert.Equal(-2, arrived.SinceCause!.Value, 3);
    }

    [Fact]
    public void A_decision_belongs_to_the_spurt_of_the_radio_that_it_names()
    {
        var trace = Trace();
        trace.Call.Spurts.Add(new Spurt { Id = "s2", Source = 102, Started = _press.AddMilliseconds(400).ToTimestamp() });
        trace.Call.Decisions.Add(new Decision { At = _press.AddMilliseconds(410).ToTimestamp(), Rule = "floor.queued", Text = "102 waits in the queue for 101." });
        trace.Call.Decisions.Add(new Decision { At = _press.AddMilliseconds(950).ToTimestamp(), Rule = "floor.revoked", Text = "101 lost the floor (time-limit)." });
        var spurts = Waterfall.Of(trace);
        Assert.Equal(["floor.granted", "floor.revoked"], Rules(spurts[0]));
        Assert.Equal(["floor.queued", "site.joins"], Rules(spurts[1]));
    }

    [Fact]
    public void A_record_without_marks_is_shown_by_its_decisions_and_marks_without_a_record_too()
    {
        var trace = Trace();
        trace.Nodes.Clear();
        Assert.Equal(["floor.granted", "site.joins"], Rules(Assert.Single(Waterfall.Of(trace))));
        trace = Trace();
        trace.Call = null;
        Assert.Equal(8, Assert.Single(Waterfall.Of(trace)).Rows.Count);
    }

    private static IEnumerable<string> Rules(SpurtWaterfall spurt) => spurt.Rows.Where(row => row.Decision is not null).Select(row => row.Decision!.Rule);

    private static SpurtMarks Marks(int shift, params (MarkKind Kind, int At, string Where)[] marks) => new()
    {
        Call = "c",
        Spurt = "s1",
        Marks = { marks.Select(mark => new Mark { Kind = mark.Kind, At = (_press.ToUnixTimeMilliseconds() + mark.At + shift) * 1000, Where = mark.Where }) },
    };
}
