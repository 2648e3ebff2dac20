using System.Collections.Concurrent;

namespace RadioNet.Core.Ports;

/// <summary>
/// Log lines about what others do, seldom enough that nobody floods the log: of each source <see cref="AtOnce"/> lines at once, and one
/// a minute after that. What has no line of its own is counted by the source's next one. Safe from any thread.
/// </summary>
/// <remarks>Sources are those who have proved who they are (the plan's nodes and sites): each is remembered. For strangers: <see cref="RateTable"/>.</remarks>
internal sealed class SeldomLines(TimeProvider time)
{
    /// <summary>Lines of one source in a row.</summary>
    public const int AtOnce = 3;

    private const float PerSecond = 1f / 60;

    private readonly ConcurrentDictionary<string, Line> _lines = new();

    /// <summary>A source did something so many times.</summary>
    /// <returns>How often since its last line, for the line that is due now; zero when none is.</returns>
    public long Due(string source, long times = 1)
    {
        var line = _lines.GetOrAdd(source, _ => new Line());
        lock (line)
        {
            line.Untold += times;
            if (!line.Rate.TryTake(time, AtOnce, PerSecond))
            {
                return 0;
            }

            var told = line.Untold;
            line.Untold = 0;
            return told;
        }
    }

    private sealed class Line
    {
        public RateBucket Rate;

        public long Untold;
    }
}
