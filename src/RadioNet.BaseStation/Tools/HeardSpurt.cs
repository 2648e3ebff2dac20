using RadioNet.Protocols;

namespace RadioNet.BaseStation.Tools;

/// <summary>What is heard, or was last, in a timeslot.</summary>
public sealed record HeardSpurt
{
    /// <summary>Who talks; null until it is known.</summary>
    public RadioId? Source { get; init; }

    /// <summary>To whom; 0 until it is known.</summary>
    public uint Target { get; init; }

    /// <summary>Whether the target is a talkgroup or a radio.</summary>
    public AddressKind TargetKind { get; init; }

    /// <summary>When it was heard first.</summary>
    public TimeSpan Since { get; init; }

    /// <summary>When it was heard last.</summary>
    public TimeSpan Last { get; init; }

    /// <summary>Whether it is over.</summary>
    public bool IsOver { get; init; }

    /// <summary>Whether its end was heard, and not only its signal lost.</summary>
    public bool HasTerminator { get; init; }

    /// <summary>Bursts, header and terminator among them.</summary>
    public int Bursts { get; init; }

    /// <summary>Voice bursts; each has 141 bits in which errors are counted.</summary>
    public int VoiceBursts { get; init; }

    /// <summary>Bit errors.</summary>
    public int BitErrors { get; init; }

    /// <summary>The last signal strength as the modem gave it; null before the first.</summary>
    public ushort? RawRssi { get; init; }

    /// <summary>The same in dBm; null when the mapping is not known.</summary>
    public double? Dbm { get; init; }

    /// <summary>Bit errors of 100 bits; null before the first voice.</summary>
    public double? BitErrorPercent => VoiceBursts == 0 ? null : 100.0 * BitErrors / (VoiceBursts * Protocols.Dmr.VoiceBurst.ProtectedBits);
}
