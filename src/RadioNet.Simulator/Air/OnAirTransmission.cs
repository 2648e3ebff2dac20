using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Simulator.Air;

/// <summary>A voice transmission of a transmitter, from its first burst to its terminator or whatever ended it.</summary>
public sealed record OnAirTransmission
{
    /// <summary>The timeslot; none in direct mode.</summary>
    public required Timeslot Slot { get; init; }

    /// <summary>When its first burst began.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>When its last burst began.</summary>
    public TimeSpan LastBurst { get; init; }

    /// <summary>The call that its header, or else its embedded link control, names; null when neither could be read.</summary>
    public LinkControl? Call { get; init; }

    /// <summary>LC headers at its beginning.</summary>
    public int Headers { get; init; }

    /// <summary>Voice bursts A to F.</summary>
    public int VoiceBursts { get; init; }

    /// <summary>Fillers in its midst.</summary>
    public int Underruns { get; init; }

    /// <summary>All that is wrong with it, the underruns included.</summary>
    public int Faults { get; init; }

    /// <summary>Whether a terminator ended it.</summary>
    public bool HasTerminator { get; init; }

    /// <summary>A digest of its vocoder frames; see <see cref="Radios.Transmission.VoiceDigest"/>.</summary>
    public ulong VoiceDigest { get; init; }

    /// <summary>Whether it is whole: a header, voice bursts A to F in order without a gap, a terminator, one call throughout.</summary>
    public bool IsWhole => Headers > 0 && HasTerminator && Faults == 0;
}
