namespace RadioNet.BaseStation.Ports;

/// <summary>When a port that can't be opened, or was lost, is tried again.</summary>
public sealed record PortTiming
{
    /// <summary>The first wait; each further one is twice as long.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>The longest wait.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a port must have been open for the waits to begin from the first again: one that is lost at once is waited for.</summary>
    public TimeSpan SettledAfter { get; init; } = TimeSpan.FromSeconds(5);
}
