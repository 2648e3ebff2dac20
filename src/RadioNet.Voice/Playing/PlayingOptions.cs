namespace RadioNet.Voice.Playing;

/// <summary>How a call is played.</summary>
public sealed class PlayingOptions
{
    /// <summary>The least time that a burst may be later than the earliest ones before it is concealed.</summary>
    public TimeSpan LeastWait { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The same before anything was measured.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>The most.</summary>
    public TimeSpan MostWait { get; init; } = TimeSpan.FromMilliseconds(160);

    /// <summary>What comes later than the wait by more than this was held up by a stall: the older part of it is not played.</summary>
    public TimeSpan StallAfter { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <summary>For how long a burst that late is kept, to see whether newer ones follow at once.</summary>
    public TimeSpan StallSettles { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>Whether speech is made about equally loud, whoever talks.</summary>
    public bool LevelControl { get; init; } = true;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(LeastWait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstWait, LeastWait);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostWait, FirstWait);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StallAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(StallSettles, TimeSpan.Zero);
    }
}
