namespace RadioNet.Protocols.Mmdvm;

/// <summary>Why a modem would refuse a configuration (NAK with <see cref="NakReason.WrongData"/>), or silently not do what it says.</summary>
public enum ModemConfigurationFault : byte
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>A transmit delay below 0 or above 500 ms.</summary>
    TransmitDelay,

    /// <summary>A colour code above 15.</summary>
    ColorCode,

    /// <summary>An initial state whose mode is not enabled.</summary>
    InitialState,

    /// <summary>A DC offset outside −128 to 127.</summary>
    DcOffset,

    /// <summary>A mode that this protocol's configuration can't enable.</summary>
    Modes,

    /// <summary>DMR trunking with protocol 1, which doesn't know it.</summary>
    Trunking,
}
