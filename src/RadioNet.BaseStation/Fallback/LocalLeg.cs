using RadioNet.Protocols;

namespace RadioNet.BaseStation.Fallback;

/// <summary>One timeslot that hears a local spurt. What has been sent there is known to the thread of the spurt's carrier alone.</summary>
/// <param name="port">The carrier that plays it.</param>
/// <param name="slot">The timeslot.</param>
/// <param name="stream">The transmission's number there.</param>
internal sealed class LocalLeg(LocalPort port, Timeslot slot, uint stream)
{
    public LocalPort Port { get; } = port;

    public Timeslot Slot { get; } = slot;

    public uint Stream { get; } = stream;

    /// <summary>Whether the transmission has begun there and not ended.</summary>
    public bool Heard { get; set; }

    /// <summary>The place of the burst that was sent last.</summary>
    public uint Timestamp { get; set; }
}
