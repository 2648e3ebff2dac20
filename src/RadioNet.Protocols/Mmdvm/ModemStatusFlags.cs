namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// Flags of a status (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Status"). The overflow flags are cleared
/// by being read. MMDVM_HS sets <see cref="Transmitting"/> and the two buffers' overflows only.
/// </summary>
[Flags]
public enum ModemStatusFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The transmitter is on.</summary>
    Transmitting = 0x01,

    /// <summary>The received signal was too strong for the converter.</summary>
    AdcOverflow = 0x02,

    /// <summary>Received samples were lost.</summary>
    ReceiveBufferOverflow = 0x04,

    /// <summary>Samples to transmit were lost.</summary>
    TransmitBufferOverflow = 0x08,

    /// <summary>The carrier-detect input locks the modem out.</summary>
    Lockout = 0x10,

    /// <summary>The transmitted signal was too strong for the converter.</summary>
    DacOverflow = 0x20,

    /// <summary>A signal is being received.</summary>
    CarrierDetect = 0x40,
}
