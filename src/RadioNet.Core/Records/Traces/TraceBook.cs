using RadioNet.Api;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Hosting;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Records.Traces;

/// <summary>
/// What this node notes of the spurts that pass it. A spurt's marks are in memory while it passes, and go to the journal when it is over
/// here. Streams are named by their numbers at this node. Safe from any thread; the router's alone leaves first bursts.
/// </summary>
internal sealed class TraceBook(ITraceJournal journal, NodeIdentity self, TimeProvider time)
{
    /// <summary>First bursts that may wait to be noted: those of 160 spurts with 100 listeners.</summary>
    private const int PassRoom = 16_384;

    /// <summary>Spurts at once; the oldest go to the journal before their time.</summary>
    private const int MostOpen = 4_096;

    /// <summary>Spurts that are over and still in memory, until the journal surely has them on disk.</summary>
    private const int MostRecent = 512;

    /// <summary>Streams that wait to be told which spurt they are.</summary>
    private const int MostStreams = 8_192;

    /// <summary>An order whose voice never came is kept for so long.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly PassRing _passed = new(PassRoom);
    private readonly Dictionary<long, Heard> _streams = [];
    private readonly Dictionary<(string Call, string Spurt), SpurtEntry> _open = [];
    private readonly Dictionary<ulong, SpurtEntry> _byNumber = [];
    private readonly Queue<SpurtMarks> _recent = new();

    /// <summary>First bursts that were not noted because there was no room.</summary>
    public long Lost => _passed.Lost;

    /// <summary>How a port is called; said once, before the first stream.</summary>
    public Func<PortId, string> NameOf { get; set; } = port => $"{port.Value}";

    /// <summary>Voice passes; on the router's thread, where nothing waits or allocates.</summary>
    public void Note(in PassMark mark) => _passed.Write(mark);

    /// <summary>A radio's stream began here, and was asked for.</summary>
    public void Pressed(HeardStream stream, long started, string where)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            DrainPassed();
            if (_streams.Count < MostStreams)
            {
                _streams[stream.Ingress.Value] = new Heard(stream, started, now, where);
            }
        }
    }

    /// <summary>The grant of a stream came.</summary>
    public void Granted(long stream, string call, string spurt, string detail)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            var entry = Entry(call, spurt);
            if (_streams.TryGetValue(stream, out var heard) && heard.Entry != entry)
            {
                // A spurt that another arbiter takes over goes on as one of another call.
                Finish(heard.Entry);
                Bind(heard, entry);
            }

            entry.Add(MarkKind.Granted, now, detail: detail);
        }
    }

    /// <summary>A stream was refused, or stopped; why.</summary>
    public void Cut(long stream, MarkKind kind, string why)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            if (_streams.TryGetValue(stream, out var heard))
            {
                if (heard.Entry is { } entry)
                {
                    entry.Add(kind, now, detail: why);
                }
                else
                {
                    heard.Refusal = (now, why);
                }
            }
        }
    }

    /// <summary>The report of a denied request says which call it became.</summary>
    public void Denied(CallReport report)
    {
        var spurt = report.Spurts[0];
        lock (_gate)
        {
            var heard = _streams.Values.FirstOrDefault(one => one.Entry is null && one.Stream.HeardAt == spurt.Started
                && one.Stream.Repeater == spurt.From.At.Repeater && one.Stream.Slot == spurt.From.At.Slot && one.Stream.Source == spurt.Source);
            if (heard is not null)
            {
                Bind(heard, Entry(report.Id.ToString(), spurt.Id.ToString()));
            }
        }
    }

    /// <summary>The order came to send a spurt of another node on; null when nothing is to be sent any more.</summary>
    public void Ordered(string call, string spurt, ulong number, string from, string? detail)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            DrainPassed();
            if (detail is not null)
            {
                var entry = Entry(call, spurt);
                _byNumber[number] = entry;
                entry.Add(MarkKind.Ordered, now, from, detail);
            }
            else if (_open.TryGetValue((call, spurt), out var over) && !over.IsHeard)
            {
                Finish(over);
            }
        }
    }

    /// <summary>A stream is over.</summary>
    public void Ended(long stream, long lastHeard, string why)
    {
        lock (_gate)
        {
            DrainPassed();
            if (_streams.Remove(stream, out var heard) && heard.Entry is { } entry)
            {
                entry.Add(MarkKind.Ended, lastHeard, heard.Where, why);
                Finish(entry);
            }

        }
    }

    /// <summary>Once in a while: what waits is noted, and what nobody ended goes to the journal.</summary>
    public void Tend()
    {
        lock (_gate)
        {
            DrainPassed();
            var bound = _streams.Values.Select(heard => heard.Entry).ToHashSet();
            foreach (var entry in _open.Values.Where(entry => !bound.Contains(entry) && time.GetElapsedTime(entry.Begun) > LongestWait).ToList())
            {
                Finish(entry);
            }
        }
    }

    /// <summary>The node stops: all goes to the journal.</summary>
    public void Close()
    {
        lock (_gate)
        {
            DrainPassed();
            foreach (var entry in _open.Values.ToList())
            {
                Finish(entry);
            }
        }
    }

    /// <summary>What is in memory of a call.</summary>
    public IReadOnlyList<SpurtMarks> MarksOf(string call)
    {
        lock (_gate)
        {
            DrainPassed();
            return [.. _recent.Where(marks => marks.Call == call), .. _open.Values.Where(entry => entry.Call == call).Select(entry => entry.Copy())];
        }
    }

    private SpurtEntry Entry(string call, string spurt)
    {
        if (!_open.TryGetValue((call, spurt), out var entry))
        {
            if (_open.Count >= MostOpen)
            {
                Finish(_open.Values.MinBy(one => one.Begun));
            }

            _open[(call, spurt)] = entry = new SpurtEntry(call, spurt, time);
        }

        return entry;
    }

    /// <summary>What was noted of a stream before it was known which spurt it is.</summary>
    private static void Bind(Heard heard, SpurtEntry entry)
    {
        heard.Entry = entry;
        entry.IsHeard = true;
        entry.Add(MarkKind.Pressed, heard.Started, heard.Where, $"{heard.Stream.Source}");
        entry.Add(MarkKind.Asked, heard.Asked);

        if (heard.Refusal is var (at, why))
        {
            entry.Add(MarkKind.Refused, at, detail: why);
            heard.Refusal = null;
        }
    }

    private void DrainPassed()
    {
        while (_passed.TryRead(out var mark))
        {
            var entry = _streams.TryGetValue(mark.Stream.Value, out var heard) && heard.Entry is { } bound ? bound : _byNumber.GetValueOrDefault(mark.Spurt);
            if (entry is null)
            {
                continue;
            }

            if (mark.FromNode && !entry.IsHeard)
            {
                entry.IsHeard = true;
                entry.Add(MarkKind.Arrived, mark.Arrived, NameOf(mark.From));
            }

            if (mark.To is { } to)
            {
                entry.Add(MarkKind.Sent, mark.At, NameOf(to), $"{(int)mark.Slot}");
            }
            else
            {
                entry.Add(MarkKind.Ended, mark.At, NameOf(mark.From));
                Finish(entry);
            }
        }
    }

    private void Finish(SpurtEntry? entry)
    {
        if (entry is null || !_open.Remove((entry.Call, entry.Spurt)))
        {
            return;
        }

        foreach (var number in _byNumber.Where(one => one.Value == entry).Select(one => one.Key).ToList())
        {
            _byNumber.Remove(number);
        }

        var marks = entry.Copy();
        if (_recent.Count == MostRecent)
        {
            _recent.Dequeue();
        }

        _recent.Enqueue(marks);
        journal.Put(marks);
        CallSpans.Tell(marks, self.Id);
    }

    /// <summary>A radio's stream that runs here.</summary>
    private sealed class Heard(HeardStream stream, long started, long asked, string where)
    {
        public HeardStream Stream => stream;

        public long Started => started;

        public long Asked => asked;

        public string Where => where;

        public SpurtEntry? Entry { get; set; }

        public (long At, string Why)? Refusal { get; set; }
    }
}
