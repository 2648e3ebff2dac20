namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>How a chip is waited for.</summary>
public sealed class AmbeOptions
{
    /// <summary>How long the chip may take for 20 ms of speech; what it has not answered by then is silence.</summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a chip may take to restart.</summary>
    public TimeSpan RestartTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long it may take to say who it is, or to accept settings.</summary>
    public TimeSpan ControlTime { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How often it is asked who it is while nobody talks, so that a dead one is known before it is needed.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a piece may wait for the chip; then it is silence, for it would be heard too late.</summary>
    public TimeSpan OldestWaiting { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The first wait before a lost chip is opened again; it doubles with each failure.</summary>
    public TimeSpan FirstBackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Attempts at each step before the chip is taken for dead.</summary>
    public const int Tries = 3;

    internal void Validate()
    {
        TimeSpan[] times = [AnswerTime, RestartTime, ControlTime, ProbeInterval, OldestWaiting, FirstBackOff, LongestBackOff];
        foreach (var time in times) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
    }
}
