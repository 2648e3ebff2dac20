using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Playing;

/// <summary>A burst of a call as a player takes it.</summary>
public readonly ref struct SpokenBurst
{
    /// <summary>The spurt's number.</summary>
    public required ulong Spurt { get; init; }

    /// <summary>What the burst is.</summary>
    public required DmrdBurst Burst { get; init; }

    /// <summary>The sender's number of the burst, modulo 256. What it jumps over is lost, or late.</summary>
    public required byte Sequence { get; init; }

    /// <summary>When it came, by the clock that the player is fed with.</summary>
    public required TimeSpan Arrived { get; init; }

    /// <summary>The 33 octets as they came; errors are corrected when they are decoded.</summary>
    public required ReadOnlySpan<byte> Payload { get; init; }
}
