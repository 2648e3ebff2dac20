namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>What is at a modem's radio, or beside it.</summary>
internal enum AttachmentKind
{
    /// <summary>An antenna: what is transmitted is heard by others.</summary>
    Antenna,

    /// <summary>A resistor that takes the transmitter's power.</summary>
    DummyLoad,

    /// <summary>The transmitter's signal comes back to the receiver, weak enough for it.</summary>
    LoopbackAttenuator,

    /// <summary>Another MMDVM modem that transmits to this one, over an attenuator.</summary>
    SecondModem,

    /// <summary>A handset with a person who presses its key.</summary>
    SecondRadio,
}
