using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// The control octet before a DMR burst (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "DMR"): 0x20 voice burst
/// A, 0x01 to 0x05 voice bursts B to F, 0x40 | data type a burst with data sync; 0x80 on a burst that woke the modem up. The
/// modem ignores it in bursts to transmit, where hosts send 0.
/// </summary>
/// <param name="Octet">The value on the wire.</param>
public readonly record struct DmrControl(byte Octet)
{
    /// <summary>Voice burst A.</summary>
    public static readonly DmrControl VoiceA = new(VoiceSync);

    private const byte VoiceSync = 0x20;
    private const byte DataSync = 0x40;
    private const byte Idle = 0x80;
    private const byte LowBits = 0x0F;
    private const int LastVoiceBurst = 5;

    /// <summary>Whether the burst was received while the transmitter was off: a wake-up CSBK, always as timeslot 1, without RSSI.</summary>
    public bool IsIdleReceive => (Octet & Idle) != 0;

    /// <summary>Whether it is a burst with data sync and a slot type.</summary>
    public bool HasDataSync => (Octet & ~(Idle | LowBits)) == DataSync;

    /// <summary>The data type of such a burst, 0 to 15; values outside the enumeration's names come from the wire too.</summary>
    public DataType DataType => (DataType)(Octet & LowBits);

    /// <summary>The place in the voice superframe, 0 for A to 5 for F; −1 when it is no voice burst.</summary>
    public int SuperframeIndex => Octet switch
    {
        VoiceSync => 0,
        >= 1 and <= LastVoiceBurst => Octet,
        _ => -1,
    };

    /// <summary>Whether it is one of the voice bursts A to F.</summary>
    public bool IsVoice => SuperframeIndex >= 0;

    /// <summary>Whether the value is one that a modem sends.</summary>
    public bool IsValid => IsVoice || HasDataSync;

    /// <summary>The voice burst at a place in the superframe, 0 for A to 5 for F.</summary>
    public static DmrControl FromSuperframeIndex(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, LastVoiceBurst);
        return index == 0 ? VoiceA : new((byte)index);
    }

    /// <summary>A burst with data sync.</summary>
    /// <param name="dataType">Its slot type's data type, 0 to 15.</param>
    /// <param name="isIdleReceive">Whether it was received while the transmitter was off.</param>
    public static DmrControl FromDataType(DataType dataType, bool isIdleReceive = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((byte)dataType, LowBits, nameof(dataType));
        return new((byte)(DataSync | (byte)dataType | (isIdleReceive ? Idle : 0)));
    }
}
