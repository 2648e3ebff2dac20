namespace RadioNet.Core.Calls;

/// <summary>
/// Wakes one thread that has run out of work. Ringing costs a flag while the thread is at work, and a system call only when it
/// sleeps; it allocates nothing.
/// </summary>
internal sealed class Doorbell : IDisposable
{
    private readonly AutoResetEvent _bell = new(false);
    private int _sleeps;

    public void Ring()
    {
        Interlocked.MemoryBarrier();
        if (Interlocked.Exchange(ref _sleeps, 0) == 1)
        {
            _bell.Set();
        }
    }

    /// <summary>Sleeps until rung or the time is over, unless there is work already.</summary>
    public void Wait(TimeSpan longest, Func<bool> isWork)
    {
        Interlocked.Exchange(ref _sleeps, 1);
        if (!isWork())
        {
            _bell.WaitOne(longest);
        }

        Interlocked.Exchange(ref _sleeps, 0);
    }

    public void Dispose() => _bell.Dispose();
}
