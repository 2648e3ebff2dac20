using System.Runtime.Versioning;
using RadioNet.Voice.Transport;

namespace RadioNet.Simulator.Bench;

/// <summary>The processor time that the calling thread has used.</summary>
[SupportedOSPlatform("linux")]
internal static class ThreadClock
{
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID

    public static unsafe TimeSpan Read()
    {
        LinuxCalls.Duration time;
        return LinuxCalls.ReadClock(ThreadCpuTime, &time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / 100)
            : TimeSpan.Zero;
    }
}
