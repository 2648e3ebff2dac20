using System.Diagnostics;

namespace RadioNet.Command.Demo.Drill;

/// <summary>When what happened to the line, ticks of the stopwatch, and by the wall clock.</summary>
internal sealed record DrillTimes
{
    public required long Cut { get; init; }

    public required DateTimeOffset CutAt { get; init; }

    /// <summary>How long after the cut the node that was cut off knew it.</summary>
    public required TimeSpan? NoticedBelow { get; init; }

    /// <summary>How long after the cut its parent knew it.</summary>
    public required TimeSpan? NoticedAbove { get; init; }

    public required long Mended { get; init; }

    /// <summary>How long after the line was back both ends hung together again.</summary>
    public required TimeSpan? Attached { get; init; }

    /// <summary>When they did, by the wall clock; the end of the drill when they never did.</summary>
    public required DateTimeOffset AttachedAt { get; init; }

    /// <summary>From the cut to a later time.</summary>
    public TimeSpan SinceCut(long at) => Stopwatch.GetElapsedTime(Cut, at);

    /// <summary>From the line's return to a later time.</summary>
    public TimeSpan SinceMended(long at) => Stopwatch.GetElapsedTime(Mended, at);
}
