namespace RadioNet.Voice.Routing;

/// <summary>How long bursts took, in sum.</summary>
/// <param name="Count">How many bursts.</param>
/// <param name="Median">What half of them did not exceed.</param>
/// <param name="P99">What 99 of 100 did not exceed, at most 1/32 too high.</param>
/// <param name="Longest">The longest of all.</param>
public readonly record struct DelaySummary(long Count, TimeSpan Median, TimeSpan P99, TimeSpan Longest);
