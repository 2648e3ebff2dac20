using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>The calling thread's share of the processor: as large as the system lets it be, and what it used.</summary>
internal static unsafe class ThreadShare
{
    /// <summary>
    /// So many threads of a process may have the most, which are those of a few nodes. Where hundreds have it they keep the rest of
    /// their own process from the processors: the runtime pauses all threads to collect garbage, who wakes meanwhile waits without
    /// sleeping, and the one that all wait for, which has an ordinary share, gets nothing for tens of seconds.
    /// </summary>
    private static readonly int _most = 4 * Math.Max(2, Environment.ProcessorCount);

    private static int _taken;

    /// <summary>The processor time of the calling thread; zero where the system doesn't tell.</summary>
    public static TimeSpan ProcessorTime
    {
        get
        {
            if (!OperatingSystem.IsLinux()) return TimeSpan.Zero;
            const int threadProcessorTime = 3; // CLOCK_THREAD_CPUTIME_ID
            LinuxCalls.Duration time;
            return LinuxCalls.ReadClock(threadProcessorTime, &time) == 0
                ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick)
                : TimeSpan.Zero;
        }
    }

    /// <summary>
    /// Takes the best niceness that the process may have (setpriority(2): on Linux it is a thread's, and 0 names the calling
    /// one); the framework's own thread priority does nothing there. Without the right, and where enough threads of this process
    /// have it, all stays as it is. To be disposed of when the thread ends: then another may have it.
    /// </summary>
    public static Taken TakeMost()
    {
        if (!OperatingSystem.IsLinux()) return default;
        if (Interlocked.Increment(ref _taken) > _most)
        {
            Interlocked.Decrement(ref _taken);
            return default;
        }

        const int best = -20;
        for (int niceness = best; niceness < 0; niceness++)
        {
            if (LinuxCalls.SetPriority(which: 0, who: 0, niceness) == 0) break;
        }

        return new Taken(true);
    }

    /// <summary>A share that a thread took, until it ends.</summary>
    internal readonly ref struct Taken(bool isCounted)
    {
        public void Dispose()
        {
            if (isCounted) Interlocked.Decrement(ref _taken);
        }
    }
}
