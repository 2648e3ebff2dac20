using RadioNet.Protocols;

namespace RadioNet.Simulator.Bench;

/// <summary>How the calls of a load test talk: spurts back to back, whole, all at the same pace, their phases spread.</summary>
public sealed record BenchPattern
{
    /// <summary>How long to talk; rounded up to whole spurts.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Superframes of 360 ms in a spurt.</summary>
    public int SuperframesPerSpurt { get; init; } = 10;

    /// <summary>Silence between a terminator and the next header, in bursts' times.</summary>
    public int GapBursts { get; init; } = 5;

    /// <summary>From one burst of a call to its next.</summary>
    public TimeSpan BurstSpacing { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>Over how long the calls begin, one after the other; zero begins all within one spacing.</summary>
    public TimeSpan Ramp { get; init; } = TimeSpan.Zero;

    /// <summary>How long to wait for the last bursts after the last was sent.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The first call's radio; each further call's is one higher.</summary>
    public RadioId FirstSource { get; init; } = new(4_600_000);

    internal int VoicePerSpurt => SuperframesPerSpurt * Protocols.Homebrew.DmrdBurstExtensions.SuperframeLength;

    /// <summary>Header, voice, terminator, gap.</summary>
    internal int CycleBursts => VoicePerSpurt + 2 + GapBursts;

    internal int Cycles => Math.Max(1, (int)Math.Ceiling(Duration / (CycleBursts * BurstSpacing)));

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SuperframesPerSpurt, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(GapBursts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(BurstSpacing, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Ramp, TimeSpan.Zero);
    }
}
