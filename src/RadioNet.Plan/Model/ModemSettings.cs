using System.Collections.Immutable;

namespace RadioNet.Plan.Model;

/// <summary>How a carrier's radio modem (MMDVM) is adjusted to its transmitter and receiver.</summary>
/// <remarks>What each does to the modem: firmware-interfaces/mmdvm-modem, sections "Configuration" and "Frequency".</remarks>
public sealed record ModemSettings
{
    /// <summary>The adjustment that nobody has changed.</summary>
    public static ModemSettings Default { get; } = new();

    /// <summary>From push-to-talk to the first symbol; 0 to 500 ms in steps of 10.</summary>
    public TimeSpan TransmitDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The receiver's gain.</summary>
    public Percent ReceiveLevel { get; init; } = Percent.Half;

    /// <summary>The transmitter's deviation.</summary>
    public Percent TransmitLevel { get; init; } = Percent.Half;

    /// <summary>The level of the identification in Morse code.</summary>
    public Percent CwLevel { get; init; } = Percent.Half;

    /// <summary>What is turned upside down.</summary>
    public ModemInversion Invert { get; init; }

    /// <summary>Added to the receive frequency against the oscillator's error; may be negative.</summary>
    public Hertz ReceiveOffset { get; init; }

    /// <summary>Added to the transmit frequency against the oscillator's error; may be negative.</summary>
    public Hertz TransmitOffset { get; init; }

    /// <summary>Added to the receiver's mid-scale, in steps of the 12-bit converter, -128 to 127.</summary>
    public int ReceiveDcOffset { get; init; }

    /// <summary>Added to the transmitter's mid-scale, in steps of the 12-bit converter, -128 to 127.</summary>
    public int TransmitDcOffset { get; init; }

    /// <summary>By how much the transceiver is late, in steps of 1/24 ms, 0 to 255.</summary>
    public int DmrDelay { get; init; }

    /// <summary>Whether the carrier-detect input locks the modem out.</summary>
    public bool CosLockout { get; init; }

    /// <summary>What raw signal strengths are in dBm, by rising raw value, straight lines between; empty: not known.</summary>
    public ImmutableArray<RssiPoint> Rssi { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(ModemSettings? other) =>
        other is not null && TransmitDelay == other.TransmitDelay && ReceiveLevel == other.ReceiveLevel
        && TransmitLevel == other.TransmitLevel && CwLevel == other.CwLevel && Invert == other.Invert
        && ReceiveOffset == other.ReceiveOffset && TransmitOffset == other.TransmitOffset
        && ReceiveDcOffset == other.ReceiveDcOffset && TransmitDcOffset == other.TransmitDcOffset
        && DmrDelay == other.DmrDelay && CosLockout == other.CosLockout && Rssi.SequenceEqual(other.Rssi);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(TransmitDelay, ReceiveLevel, TransmitLevel, Invert, ReceiveOffset, TransmitOffset, Rssi.Length);
}
