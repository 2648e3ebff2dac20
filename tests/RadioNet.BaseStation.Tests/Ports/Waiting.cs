using System.Diagnostics;

namespace RadioNet.BaseStation.Tests.Ports;

/// <summary>A call that waits on a thread of its own, and really does so by the time it is there.</summary>
internal sealed class Waiting<T>
{
    private readonly Thread _thread;
    private T? _result;

    public Waiting(Func<T> call)
    {
        _thread = new Thread(() => _result = call()) { IsBackground = true };
        _thread.Start();
        Assert.False(_thread.Join(50), "It did not wait.");
    }

    /// <summary>What it returned, at most so long after now.</summary>
    public T EndsWithin(TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        Assert.True(_thread.Join(TimeSpan.FromSeconds(10)), "It waits for ever.");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, limit);
        return _result!;
    }
}
