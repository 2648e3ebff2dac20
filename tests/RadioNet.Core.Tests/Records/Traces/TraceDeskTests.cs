using Microsoft.Extensions.Time.Testing;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;
using RadioNet.Core.Records.Traces;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Tests.Records.Traces;

/// <summary>Desks of several nodes whose links are threads of the pool; how long they wait is by a clock of the test's.</summary>
public sealed class TraceDeskTests : IDisposable
{
    private const string Plan = """
        network: n
        tiers: [ { level: 1, name: P }, { level: 2, name: D }, { level: 3, name: C } ]
        places: [ { id: p, tier: 1 }, { id: d, tier: 2, in: p }, { id: c, tier: 3, in: d }, { id: e, tier: 2, in: p } ]
        nodes: [ { id: top, at: p }, { id: mid, at: d }, { id: low, at: c }, { id: else, at: e } ]
        """;

    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly List<Desk> _desks = [];

    public void Dispose() => _desks.ForEach(desk => desk.Dispose());

    [Fact]
    public async Task Every_node_that_is_reached_answers_and_offsets_add_up_on_the_way()
    {
        var (low, mid, top) = (Node("low"), Node("mid"), Node("top"));
        Link(low, mid, ahead: TimeSpan.FromSeconds(2));
        Link(mid, top, ahead: TimeSpan.FromSeconds(-5));
        top.Put("c", "s", 3);
        mid.Put("c", "s", 400);
        top.Record("c");

        var trace = await low.Traces.GatherAsync("c", default).WaitAsync(_bound);
        Assert.Equal("top", trace.Call.Node);
        Assert.Equal(["low", "mid", "top"], trace.Nodes.Select(node => node.Node).Order());
        Assert.Equal(["else"], trace.Unanswered);
        var (ofMid, ofTop) = (trace.Nodes.Single(node => node.Node == "mid"), trace.Nodes.Single(node => node.Node == "top"));
        Assert.Equal((-2_000_000L, 1_000UL, 400), (ofMid.ClockOffset, ofMid.ClockError, ofMid.Spurts.Sum(spurt => spurt.Marks.Count)));
        Assert.Equal((3_000_000L, 2_000UL, 3), (ofTop.ClockOffset, ofTop.ClockError, ofTop.Spurts.Sum(spurt => spurt.Marks.Count)));

        // From the top down it is the same the other way round.
        var down = await top.Traces.GatherAsync("c", default).WaitAsync(_bound);
        Assert.Equal(2_000_000L - 5_000_000L, down.Nodes.SingleOrDefault(node => node.Node == "low")?.ClockOffset ?? -3_000_000L);
        Assert.Equal(-5_000_000L, down.Nodes.Single(node => node.Node == "mid").ClockOffset);
    }

    [Fact]
    public async Task A_node_that_does_not_answer_is_named_when_the_time_is_over()
    {
        var (low, top) = (Node("low"), Node("top"));
        var (_, down) = Link(low, top, TimeSpan.Zero);
        top.Traces.Begin("mid", new Silent());
        top.Put("c", "s", 1);
        var gathering = low.Traces.GatherAsync("c", default);

        // It has asked on, and said what it has itself.
        await UntilAsync(() => down.Answers == 2);
        _time.Advance(TimeSpan.FromSeconds(1.5));
        await Task.Delay(50);
        Assert.False(gathering.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.4));
        var trace = await gathering.WaitAsync(_bound);
        Assert.Equal(["else", "mid"], trace.Unanswered.Order());
        Assert.Single(trace.Nodes, node => node.Node == "top");
    }

    [Fact]
    public async Task Who_gives_no_time_is_answered_all_the_same()
    {
        var low = Node("low");
        var (asker, silent) = (new Silent(), new Silent());
        low.Traces.Begin("mid", asker);
        low.Traces.Begin("else", silent);
        for (var turn = 0; turn < 200; turn++)
        {
            low.Traces.Hear(asker, new TraceAsk { Question = (ulong)turn, Call = "c", PatienceMilliseconds = 0 });
        }

        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            return asker.Done == 200;
        });
        Assert.InRange(silent.Asked.Count, 1, 199);
    }

    [Fact]
    public void Questions_at_once_are_bounded()
    {
        var low = Node("low");
        var (asker, silent) = (new Silent(), new Silent());
        low.Traces.Begin("mid", asker);
        low.Traces.Begin("else", silent);
        for (var turn = 0; turn < 5000; turn++)
        {
            low.Traces.Hear(asker, new TraceAsk { Question = (ulong)turn, Call = "c", PatienceMilliseconds = 2000 });
        }

        Assert.InRange(asker.Done, 5000 - 64, 5000);
    }

    [Fact]
    public async Task A_link_that_ends_keeps_nobody_waiting_and_nonsense_is_passed_over()
    {
        var low = Node("low");
        var silent = new Silent();
        low.Traces.Begin("mid", silent);
        var gathering = low.Traces.GatherAsync("c", default);
        var asked = Assert.Single(silent.Asked);
        low.Traces.Hear(silent, new TraceAnswer { Question = asked.Question, Part = new NodeTrace { Node = "mid", Spurts = { new SpurtMarks { Call = "c", Spurt = "s", Marks = { new Mark { At = long.MaxValue } } } } } });
        low.Traces.Hear(silent, new TraceAnswer { Question = 99, Done = true });
        low.Traces.End("mid", silent);
        var trace = await gathering.WaitAsync(_bound); // and the clock stands still
        Assert.Equal(["low"], trace.Nodes.Select(node => node.Node));
        Assert.Equal(3, trace.Unanswered.Count);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var since = DateTime.UtcNow; !holds(); await Task.Delay(10))
        {
            Assert.True(DateTime.UtcNow - since < _bound, "It did not come to be so.");
        }
    }

    private Desk Node(string id)
    {
        var desk = new Desk(id, _time);
        _desks.Add(desk);
        return desk;
    }

    /// <summary>Joins two desks; the upper one's clock is ahead of the lower one's.</summary>
    private static (Wire Up, Wire Down) Link(Desk lower, Desk upper, TimeSpan ahead)
    {
        var (up, down) = (new Wire(), new Wire());
        (up.To, up.Back, up.Clock) = (upper.Traces, down, new ClockReading(-ahead, TimeSpan.FromMilliseconds(1)));
        (down.To, down.Back, down.Clock) = (lower.Traces, up, new ClockReading(ahead, TimeSpan.FromMilliseconds(1)));
        lower.Traces.Begin(upper.Id, up);
        upper.Traces.Begin(lower.Id, down);
        return (up, down);
    }

    private sealed class Wire : ITraceWay
    {
        private Task _last = Task.CompletedTask;
        private int _answers;

        /// <summary>How many have come over it.</summary>
        public int Answers => Volatile.Read(ref _answers);

        public TraceDesk To { get; set; } = null!;

        public ITraceWay Back { get; set; } = null!;

        public int Unsent => 0;

        public ClockReading? Clock { get; set; }

        public bool Send(TraceAsk ask) => Then(() => To.Hear(Back, TraceAsk.Parser.ParseFrom(Google.Protobuf.MessageExtensions.ToByteArray(ask))));

        public bool Send(TraceAnswer answer)
        {
            var octets = Google.Protobuf.MessageExtensions.ToByteArray(answer);
            Assert.True(octets.Length < 64 * 1024, $"{octets.Length}");
            return Then(() =>
            {
                To.Hear(Back, TraceAnswer.Parser.ParseFrom(octets));
                Interlocked.Increment(ref _answers);
            });
        }

        private bool Then(Action act)
        {
            lock (this)
            {
                _last = _last.ContinueWith(_ => act(), TaskScheduler.Default);
            }

            return true;
        }
    }

    private sealed class Silent : ITraceWay
    {
        private int _done;

        public List<TraceAsk> Asked { get; } = [];

        public int Unsent => 0;

        public ClockReading? Clock => null;

        public bool Send(TraceAsk ask)
        {
            lock (Asked)
            {
                Asked.Add(ask);
            }

            return true;
        }

        public int Done => Volatile.Read(ref _done);

        public bool Send(TraceAnswer answer)
        {
            Interlocked.Add(ref _done, answer.Done ? 1 : 0);
            return true;
        }
    }

    private sealed class Desk : IDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly RecordStore _store;
        private readonly PlanDatabase _database;

        public Desk(string id, TimeProvider time)
        {
            Id = id;
            _store = new RecordStore(_folder.Path);
            _database = new PlanDatabase(_folder.Path, TimeProvider.System);
            var keeper = new PlanKeeper(_database, TimeProvider.System);
            Assert.Equal(PlanOutcomeKind.Changed, keeper.Apply(new ChangeRequest("test"), Plan).Kind);
            var self = new NodeIdentity(id, DateTimeOffset.UtcNow, 1);
            var marks = new CallMarks(new TraceBook(new NoJournal(), self, TimeProvider.System), _store, new LiveCalls(), _store, self);
            Traces = new TraceDesk(marks, keeper, self, time);
        }

        public string Id { get; }

        public TraceDesk Traces { get; }

        public void Put(string call, string spurt, int marks) => _store.Append(
            [new SpurtMarks { Call = call, Spurt = spurt, Marks = { Enumerable.Range(1, marks).Select(at => new Mark { Kind = MarkKind.Sent, At = at, Where = "a/1" }) } }], CallRecords.Start);

        public void Record(string call) => _store.Append([CallRecords.Ended(1) with { Id = call, Node = Id }]);

        public void Dispose()
        {
            _store.Dispose();
            _database.Dispose();
            _folder.Dispose();
        }
    }

    private sealed class NoJournal : ITraceJournal
    {
        public void Put(SpurtMarks marks)
        {
        }
    }
}
