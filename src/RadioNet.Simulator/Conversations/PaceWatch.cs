using RadioNet.Simulator.Air;

namespace RadioNet.Simulator.Conversations;

/// <summary>
/// Whether this machine lets the process keep the air's pace: a thread that has nothing to do but to wake in time, and notes when
/// it did not. Then nodes, base stations and modems in the same process were held up too.
/// </summary>
internal sealed class PaceWatch : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    /// <summary>Less is the ordinary play of a machine's timers.</summary>
    private static readonly TimeSpan LeastLate = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time;
    private readonly LatenessLog _late = new();
    private readonly Thread _thread;
    private volatile bool _isStopping;

    public PaceWatch(TimeProvider time)
    {
        _time = time;
        _thread = new Thread(Watch) { IsBackground = true, Name = "pace watch" };
        _thread.Start();
    }

    /// <summary>By how much it woke too late at the most between two timestamps.</summary>
    public TimeSpan LatenessBetween(long from, long to) => _time.GetElapsedTime(0, _late.LongestBetween(from, to));

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
    }

    private void Watch()
    {
        while (!_isStopping)
        {
            long due = _time.GetTimestamp() + (long)(Step.TotalSeconds * _time.TimestampFrequency);
            Thread.Sleep(Step);
            long came = _time.GetTimestamp();
            if (_time.GetElapsedTime(due, came) > LeastLate) _late.Note(due, came);
        }
    }
}
