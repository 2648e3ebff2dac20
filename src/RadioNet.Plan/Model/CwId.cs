namespace RadioNet.Plan.Model;

/// <summary>The identification that a base station sends in Morse code while its channel is free.</summary>
/// <param name="Text">What it sends: A–Z, 0–9, <c>/</c> and spaces; null when it sends none.</param>
/// <param name="Every">How often.</param>
public sealed record CwId(string? Text, TimeSpan Every)
{
    /// <summary>None.</summary>
    public static CwId None { get; } = new(null, TimeSpan.FromMinutes(10));
}
