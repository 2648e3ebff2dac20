using Microsoft.Extensions.Time.Testing;
using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records.Traces;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Tests.Records.Traces;

[Collection(nameof(Alone))]
public sealed class TraceBookTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
    private readonly Journal _journal = new();
    private readonly TraceBook _book;

    public TraceBookTests() => _book = new TraceBook(_journal, new NodeIdentity("core", default, 1), _time) { NameOf = port => $"port {port.Value}" };

    [Fact]
    public void A_spurts_marks_are_in_memory_while_it_passes_and_in_the_journal_when_it_is_over()
    {
        var pressed = Press(7);
        _time.Advance(TimeSpan.FromMilliseconds(3));
        _book.Granted(7, "c", "s", "a/1");
        Send(7, 2);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Send(7, 3);
        Assert.Equal([MarkKind.Pressed, MarkKind.Asked, MarkKind.Granted, MarkKind.Sent, MarkKind.Sent], Kinds(Assert.Single(_book.MarksOf("c"))));
        Assert.Empty(_book.MarksOf("another"));
        Assert.Empty(_journal.Taken);

        _book.Ended(7, _time.GetTimestamp(), "terminator");
        var marks = Assert.Single(_journal.Taken);
        Assert.Equal(("c", "s", MarkKind.Ended), (marks.Call, marks.Spurt, marks.Marks[^1].Kind));
        Assert.Equal([0, 1, 4, 4, 5, 5], marks.Marks.Select(mark => (int)((mark.At - Microseconds(pressed)) / 1000)));
        Assert.Equal(["port 2", "port 3"], marks.Marks.Where(mark => mark.Kind == MarkKind.Sent).Select(mark => mark.Where));
        Assert.Single(_book.MarksOf("c"));
    }

    [Fact]
    public void A_refusal_is_noted_though_the_call_that_it_became_is_known_only_later()
    {
        Press(7);
        _book.Cut(7, MarkKind.Refused, "busy");
        var stream = Stream(7);
        _book.Denied(new CallReport
        {
            Id = new CallId("core", 1, 5),
            State = CallControl.Calls.CallState.Denied,
            Type = CallControl.CallType.Group,
            TargetKind = AddressKind.Group,
            Target = 1,
            Source = stream.Source,
            Started = stream.HeardAt,
            Spurts = [new SpurtReport { Id = new SpurtId("core", 1, 9), Source = stream.Source, From = new Location("a", new RepeaterSlot(stream.Repeater, stream.Slot)), Started = stream.HeardAt }],
        });
        _book.Ended(7, _time.GetTimestamp(), "terminator");
        var marks = Assert.Single(_journal.Taken);
        Assert.Equal(("core.1.5", "busy"), (marks.Call, marks.Marks.Single(mark => mark.Kind == MarkKind.Refused).Detail));
    }

    [Fact]
    public void What_is_relayed_is_known_by_the_spurts_number()
    {
        _book.Ordered("c", "s", 77, "above", "a/1");
        var arrived = _time.GetTimestamp();
        _book.Note(new PassMark { Stream = new StreamId(3), Spurt = 77, From = new PortId(1), FromNode = true, Arrived = arrived, To = new PortId(2), Slot = Timeslot.One, At = arrived });
        _book.Note(new PassMark { Stream = new StreamId(4), Spurt = 78, From = new PortId(1), FromNode = true, Arrived = arrived, To = new PortId(2), Slot = Timeslot.One, At = arrived });
        _book.Note(new PassMark { Stream = new StreamId(3), Spurt = 77, From = new PortId(1), FromNode = true, Arrived = arrived, At = arrived });
        _book.Tend();
        Assert.Equal([MarkKind.Ordered, MarkKind.Arrived, MarkKind.Sent, MarkKind.Ended], Kinds(Assert.Single(_journal.Taken)));
    }

    [Fact]
    public void An_order_whose_voice_never_comes_is_kept_for_some_minutes_and_goes_to_the_journal()
    {
        _book.Ordered("c", "s", 77, "above", "a/1");
        _book.Ordered("d", "t", 78, "above", "a/1");
        _book.Ordered("d", "t", 78, "above", null);
        Assert.Equal("d", Assert.Single(_journal.Taken).Call);
        _time.Advance(TimeSpan.FromMinutes(4));
        _book.Tend();
        Assert.Single(_journal.Taken);
        _time.Advance(TimeSpan.FromMinutes(2));
        _book.Tend();
        Assert.Equal("c", _journal.Taken[^1].Call);
    }

    [Fact]
    public void A_spurt_that_another_arbiter_takes_over_stands_in_both_calls()
    {
        Press(7);
        _book.Granted(7, "old", "s", "");
        _book.Granted(7, "new", "s", "");
        Assert.Equal("old", Assert.Single(_journal.Taken).Call);
        _book.Close();
        Assert.Equal([MarkKind.Pressed, MarkKind.Asked, MarkKind.Granted], Kinds(_journal.Taken[^1]));
    }

    [Fact]
    public void A_full_ring_loses_marks_that_are_counted_and_a_spurt_keeps_so_many()
    {
        Press(7);
        _book.Granted(7, "c", "s", "");
        for (var i = 0; i < 20_000; i++)
        {
            Send(7, i);
        }

        Assert.Equal(20_000 - 16_384, _book.Lost);
        var marks = Assert.Single(_book.MarksOf("c"));
        Assert.Equal((1_000, 16_384 + 3 - 1_000), (marks.Marks.Count, (int)marks.LeftOut));
    }

    [Fact]
    public void To_note_what_passes_allocates_nothing()
    {
        Send(7, 1);
        var before = Allocated.SoFar();
        for (var i = 0; i < 20_000; i++)
        {
            Send(7, i);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static IEnumerable<MarkKind> Kinds(SpurtMarks marks) => marks.Marks.Select(mark => mark.Kind);

    private static long Microseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>A stream that began a millisecond ago; tells when.</summary>
    private DateTimeOffset Press(long stream)
    {
        var (began, at) = (_time.GetTimestamp(), _time.GetUtcNow());
        _time.Advance(TimeSpan.FromMilliseconds(1));
        _book.Pressed(Stream(stream), began, "a/1");
        return at;
    }

    private void Send(long stream, int port) =>
        _book.Note(new PassMark { Stream = new StreamId(stream), From = new PortId(1), To = new PortId(port), Slot = Timeslot.One, At = _time.GetTimestamp() });

    private static HeardStream Stream(long number) => new()
    {
        Ingress = new IngressId(number, "core"),
        Repeater = new RepeaterId(1),
        Slot = Timeslot.One,
        TargetKind = AddressKind.Group,
        Source = new RadioId(101),
        Target = 1,
        HeardAt = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero),
    };

    private sealed class Journal : ITraceJournal
    {
        public List<SpurtMarks> Taken { get; } = [];

        public void Put(SpurtMarks marks) => Taken.Add(marks);
    }
}
