namespace RadioNet.Core.Records.Traces;

/// <summary>How another clock stands to one's own.</summary>
/// <param name="Offset">What is to be added to the other's times to have them by one's own.</param>
/// <param name="Error">How wrong that may be, either way.</param>
public sealed record ClockReading(TimeSpan Offset, TimeSpan Error)
{
    /// <summary>The same as the other end sees it.</summary>
    public ClockReading Reversed => new(-Offset, Error);
}
