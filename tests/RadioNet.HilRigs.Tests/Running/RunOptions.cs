using RadioNet.Plan.Reading;

namespace RadioNet.HilRigs.Tests.Running;

/// <summary>How thorough a run is, by the environment.</summary>
/// <param name="IsFull">Whether waits have their full length: a silence of 60 s, noise for 30 s.</param>
/// <param name="Soak">For how long calls are repeated; null: not at all.</param>
internal sealed record RunOptions(bool IsFull, TimeSpan? Soak)
{
    public const string FullVariable = "RADIONET_RIG_FULL";
    public const string SoakVariable = "RADIONET_RIG_SOAK";

    /// <summary>Reads the environment.</summary>
    /// <exception cref="FormatException">A variable makes no sense; the message says which.</exception>
    public static RunOptions FromEnvironment()
    {
        string? soak = Environment.GetEnvironmentVariable(SoakVariable);
        bool isFull = Environment.GetEnvironmentVariable(FullVariable) is "1" or "yes" or "true";
        if (string.IsNullOrEmpty(soak)) return new(isFull, null);
        return Measures.TryDuration(soak, out var duration) && duration > TimeSpan.Zero
            ? new(isFull, duration)
            : throw new FormatException($"{SoakVariable} is \"{soak}\". Write a duration with its unit, such as 10m.");
    }
}
