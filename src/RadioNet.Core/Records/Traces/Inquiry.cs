using System.Threading.Channels;
using RadioNet.Api;

namespace RadioNet.Core.Records.Traces;

/// <summary>One question on its way: what the neighbours answer, until all have said that they are done or it has waited long enough.</summary>
internal sealed class Inquiry
{
    /// <summary>Answers that may wait; more are left out.</summary>
    private const int MostAnswers = 4_096;

    private readonly Lock _gate = new();
    private readonly HashSet<ITraceWay> _waiting;
    private readonly Channel<TraceAnswer> _answers = Channel.CreateBounded<TraceAnswer>(MostAnswers);
    private readonly Action<Inquiry> _over;
    private readonly ITimer _deadline;
    private bool _hasBegun;

    public Inquiry(IEnumerable<ITraceWay> ways, TimeSpan patience, TimeProvider time, Action<Inquiry> over)
    {
        (_waiting, _over) = ([.. ways], over);
        _deadline = time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _deadline.Change(patience, Timeout.InfiniteTimeSpan); // which may be over at once, and ends it
    }

    /// <summary>What was answered, by this node's clock; complete when nothing more comes.</summary>
    public ChannelReader<TraceAnswer> Answers => _answers.Reader;

    /// <summary>All were asked.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _hasBegun = true;
            if (_waiting.Count > 0)
            {
                return;
            }
        }

        End();
    }

    /// <summary>A neighbour answers.</summary>
    public void Hear(ITraceWay from, TraceAnswer answer)
    {
        if (!TraceParts.IsSound(answer))
        {
            answer = new TraceAnswer { Done = answer.Done };
        }

        if (answer.Part is not null || answer.Call is not null || answer.Answered.Count > 0)
        {
            _answers.Writer.TryWrite(ByOwnClock(from, answer));
        }

        if (answer.Done)
        {
            Done(from);
        }
    }

    /// <summary>Nothing more comes from a neighbour.</summary>
    public void Done(ITraceWay from)
    {
        lock (_gate)
        {
            if (!_waiting.Remove(from) || _waiting.Count > 0 || !_hasBegun)
            {
                return;
            }
        }

        End();
    }

    private static TraceAnswer ByOwnClock(ITraceWay from, TraceAnswer answer)
    {
        if (answer.Part is { } part)
        {
            if (from.Clock is { } clock)
            {
                part.ClockOffset += (long)clock.Offset.TotalMicroseconds;
                part.ClockError += (ulong)clock.Error.TotalMicroseconds;
            }
            else
            {
                part.ClockUnknown = true;
            }
        }

        return answer;
    }

    private void End()
    {
        if (_answers.Writer.TryComplete())
        {
            _deadline.Dispose();
            _over(this);
        }
    }
}
