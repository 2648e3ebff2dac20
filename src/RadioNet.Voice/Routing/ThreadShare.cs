using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>The calling thread's share of the processor: as large as the system lets it be, and what it used.</summary>
internal static unsafe class ThreadShare
{
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
    /// one); the framework's own thread priority does nothing there. Without the right, all stays as it is.
    /// </summary>
    public static void TakeMost()
    {
        if (!OperatingSystem.IsLinux()) return;
        const int best = -20;
        for (int niceness = best; niceness < 0; niceness++)
        {
            if (LinuxCalls.SetPriority(which: 0, who: 0, niceness) == 0) return;
        }
    }
}
