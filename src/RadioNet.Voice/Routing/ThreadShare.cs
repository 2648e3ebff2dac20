using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>The calling thread's share of the processor: as large as the system lets it be, and what it used.</summary>
internal static unsafe class ThreadShare
{
    /// <summary>The threads of a few nodes.</summary>
    private static readonly ThreadShares _shares = new(4 * Math.Max(2, Environment.ProcessorCount));

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

    /// <summary>As <see cref="ThreadShares.TakeMost"/>, of all threads of the process.</summary>
    public static ThreadShares.Taken TakeMost() => _shares.TakeMost();
}
