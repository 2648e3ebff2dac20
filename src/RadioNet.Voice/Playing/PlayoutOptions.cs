namespace RadioNet.Voice.Playing;

/// <summary>How pieces wait for a loudspeaker.</summary>
public sealed class PlayoutOptions
{
    /// <summary>The least time that the first piece waits, so that later ones come in time.</summary>
    public TimeSpan LeastDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The same before anything was measured.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>The most.</summary>
    public TimeSpan MostDelay { get; init; } = TimeSpan.FromMilliseconds(160);

    /// <summary>More than wanted by this is thrown away at once.</summary>
    public TimeSpan FlushAbove { get; init; } = TimeSpan.FromMilliseconds(120);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(LeastDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstDelay, LeastDelay);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostDelay, FirstDelay);
        ArgumentOutOfRangeException.ThrowIfLessThan(FlushAbove, TimeSpan.FromMilliseconds(60));
    }
}
