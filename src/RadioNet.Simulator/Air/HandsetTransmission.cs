using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Air;

/// <summary>What became of a press of a handset's key.</summary>
/// <param name="Transmission">What it was to send.</param>
/// <param name="PressedAt">When the key was pressed.</param>
public sealed record HandsetTransmission(Transmission Transmission, TimeSpan PressedAt)
{
    /// <summary>How far it came.</summary>
    public HandsetTransmissionState State { get; init; }

    /// <summary>How often it woke the base station.</summary>
    public int WakeUps { get; init; }

    /// <summary>When its first burst began; null when it never did.</summary>
    public TimeSpan? StartedAt { get; init; }

    /// <summary>When its last burst ended; null before.</summary>
    public TimeSpan? EndedAt { get; init; }

    /// <summary>Bursts that it sent, wake-ups not counted.</summary>
    public int BurstsSent { get; init; }
}
