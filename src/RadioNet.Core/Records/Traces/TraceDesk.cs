using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Services;

namespace RadioNet.Core.Records.Traces;

/// <summary>Asks the nodes that can be reached what they noted of a call, and answers and asks on when it is asked. Safe from any thread.</summary>
internal sealed class TraceDesk(CallMarks marks, PlanKeeper keeper, NodeIdentity self, TimeProvider time)
{
    /// <summary>For how long an asker waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Who waits for less has no answer.</summary>
    private static readonly TimeSpan _leastPatience = TimeSpan.FromMilliseconds(50);

    /// <summary>Questions at once; more are answered with nothing.</summary>
    private const int MostInquiries = 64;

    /// <summary>Each node waits so much less than who asked it, so that what it heard until then still comes in time.</summary>
    private static readonly TimeSpan _hop = TimeSpan.FromMilliseconds(150);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ITraceWay> _ways = [];
    private readonly Dictionary<ulong, (Inquiry Inquiry, ITraceWay Way)> _asked = [];
    private readonly HashSet<Inquiry> _inquiries = [];
    private ulong _lastQuestion;
    private int _answering;

    /// <summary>A link to a neighbour stands.</summary>
    public void Begin(string neighbour, ITraceWay way)
    {
        lock (_gate)
        {
            _ways[neighbour] = way;
        }
    }

    /// <summary>A link is over.</summary>
    public void End(string neighbour, ITraceWay way)
    {
        List<Inquiry> waiting;
        lock (_gate)
        {
            if (_ways.GetValueOrDefault(neighbour) == way)
            {
                _ways.Remove(neighbour);
            }

            waiting = [.. _asked.Where(one => one.Value.Way == way).Select(one => one.Value.Inquiry)];
        }

        waiting.ForEach(inquiry => inquiry.Done(way));
    }

    /// <summary>All that can be learnt of a call now.</summary>
    public async Task<CallTrace> GatherAsync(string call, CancellationToken cancel)
    {
        var trace = new CallTrace { Asked = self.Id, Call = marks.RecordOf(call) };
        var answered = new HashSet<string> { self.Id };
        var own = marks.TraceOf(call);
        trace.Nodes.Add(own);
        var inquiry = Ask(call, Patience, null);
        await foreach (var answer in inquiry.Answers.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            answered.UnionWith(answer.Answered);
            if (answer.Call is { } record && (trace.Call is null || (trace.Call.Node != self.Id && record.Spurts.Count > trace.Call.Spurts.Count)))
            {
                trace.Call = record;
            }

            Merge(trace, answer.Part);
        }

        trace.Unanswered.Add(keeper.Current.Nodes.All.Where(node => !answered.Contains(node)));
        return trace;
    }

    /// <summary>A neighbour asks.</summary>
    public void Hear(ITraceWay from, TraceAsk ask)
    {
        var isTaken = ask.Call.Length is > 0 and <= 200;
        lock (_gate)
        {
            isTaken &= Math.Max(_inquiries.Count, _answering) < MostInquiries;
            _answering += isTaken ? 1 : 0;
        }

        if (!isTaken)
        {
            from.Send(new TraceAnswer { Question = ask.Question, Done = true });
            return;
        }

        // The disk is looked at, and the link is not to wait for that.
        _ = Task.Run(() => AnswerAsync(from, ask));
    }

    /// <summary>A neighbour answers.</summary>
    public void Hear(ITraceWay from, TraceAnswer answer)
    {
        Inquiry? inquiry;
        lock (_gate)
        {
            inquiry = _asked.TryGetValue(answer.Question, out var one) && one.Way == from ? one.Inquiry : null;
        }

        inquiry?.Hear(from, answer);
    }

    private static void Merge(CallTrace trace, NodeTrace? part)
    {
        if (part is null)
        {
            return;
        }

        if (trace.Nodes.FirstOrDefault(node => node.Node == part.Node) is { } known)
        {
            known.Spurts.Add(part.Spurts);
        }
        else
        {
            trace.Nodes.Add(part);
        }
    }

    private async Task AnswerAsync(ITraceWay from, TraceAsk ask)
    {
        var patience = TimeSpan.FromMilliseconds(Math.Clamp(ask.PatienceMilliseconds, _leastPatience.TotalMilliseconds, Patience.TotalMilliseconds));
        var since = time.GetTimestamp();
        try
        {
            var inquiry = Ask(ask.Call, patience, from);
            foreach (var own in TraceParts.Of(self.Id, marks.TraceOf(ask.Call), marks.RecordOf(ask.Call)))
            {
                await SendAsync(own).ConfigureAwait(false);
            }

            await foreach (var answer in inquiry.Answers.ReadAllAsync().ConfigureAwait(false))
            {
                await SendAsync(answer).ConfigureAwait(false);
            }
        }
        finally
        {
            lock (_gate)
            {
                _answering--;
            }

            from.Send(new TraceAnswer { Question = ask.Question, Done = true });
        }

        // What is noted of the past waits while there is anything else to say.
        async Task SendAsync(TraceAnswer answer)
        {
            while (from.Unsent > 4 && time.GetElapsedTime(since) < patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), time).ConfigureAwait(false);
            }

            if (time.GetElapsedTime(since) < patience)
            {
                answer.Question = ask.Question;
                from.Send(answer);
            }
        }
    }

    /// <summary>Asks all neighbours but the one that asks.</summary>
    private Inquiry Ask(string call, TimeSpan patience, ITraceWay? asker)
    {
        List<(ulong Question, ITraceWay Way)> asked = [];
        Inquiry inquiry;
        lock (_gate)
        {
            var ways = _ways.Values.Where(way => way != asker).ToList();
            inquiry = new Inquiry(ways, patience, time, Forget);
            _inquiries.Add(inquiry);
            foreach (var way in ways)
            {
                asked.Add((++_lastQuestion, way));
                _asked[_lastQuestion] = (inquiry, way);
            }
        }

        var left = (uint)Math.Max((patience - _hop).TotalMilliseconds, 100);
        foreach (var (question, way) in asked)
        {
            if (!way.Send(new TraceAsk { Question = question, Call = call, PatienceMilliseconds = left }))
            {
                inquiry.Done(way);
            }
        }

        inquiry.Begin();
        return inquiry;
    }

    private void Forget(Inquiry over)
    {
        lock (_gate)
        {
            _inquiries.Remove(over);
            foreach (var question in _asked.Where(one => one.Value.Inquiry == over).Select(one => one.Key).ToList())
            {
                _asked.Remove(question);
            }
        }
    }
}
