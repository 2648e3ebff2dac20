namespace RadioNet.Plan.Model;

/// <summary>For how long bursts from the network are kept, so that late ones still come in turn.</summary>
/// <param name="Start">At a spurt's start, before anything was measured.</param>
/// <param name="Least">The least, on a calm link.</param>
/// <param name="Most">The most, on a bad one.</param>
public sealed record JitterSettings(TimeSpan Start, TimeSpan Least, TimeSpan Most)
{
    /// <summary>Two bursts at the start, one to six as the link is.</summary>
    public static JitterSettings Default { get; } =
        new(TimeSpan.FromMilliseconds(120), TimeSpan.FromMilliseconds(60), TimeSpan.FromMilliseconds(360));
}
