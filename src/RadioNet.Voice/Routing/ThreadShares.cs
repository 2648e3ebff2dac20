using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>
/// Threads that have the largest share of the processor that the system lets them have, as long as they are few. Where more ask for it,
/// nobody has it: the runtime pauses all threads to collect garbage, who wakes meanwhile waits without sleeping, and one such thread a
/// core with the largest share keeps the one that all wait for, which has an ordinary share, from the processors. The more threads wake
/// by the clock, as those of many nodes do, the surer that is; with a few it is not met with. Safe from any thread.
/// </summary>
/// <param name="most">So many may have it.</param>
internal sealed class ThreadShares(int most)
{
    private const int OfThread = 0; // PRIO_PROCESS: on Linux a thread's
    private const uint Self = 0;
    private const int Best = -20;

    private readonly Lock _gate = new();
    private readonly Dictionary<uint, int> _threads = [];

    /// <summary>
    /// Takes the best niceness that the process may have (setpriority(2)) for the calling thread; the framework's own thread priority
    /// does nothing there. Without the right, and where more ask than may have it, it stays as it is; when this one is the first too
    /// many, the others get back what they had. To be disposed of when the thread ends.
    /// </summary>
    public Taken TakeMost()
    {
        if (!OperatingSystem.IsLinux()) return default;
        uint thread = LinuxCalls.ThreadId();
        lock (_gate)
        {
            _threads[thread] = LinuxCalls.GetPriority(OfThread, Self);
            if (_threads.Count > most)
            {
                foreach ((uint one, int before) in _threads) _ = LinuxCalls.SetPriority(OfThread, one, before);
                return new Taken(this, thread);
            }

            for (int niceness = Best; niceness < 0; niceness++)
            {
                if (LinuxCalls.SetPriority(OfThread, Self, niceness) == 0) break;
            }

            return new Taken(this, thread);
        }
    }

    private void GiveBack(uint thread)
    {
        lock (_gate) _threads.Remove(thread);
    }

    /// <summary>A share that a thread took, until it ends.</summary>
    internal readonly ref struct Taken(ThreadShares? from, uint thread)
    {
        public void Dispose() => from?.GiveBack(thread);
    }
}
