namespace RadioNet.Protocols.Mmdvm;

/// <summary>The family that a modem's description names (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Version").</summary>
public enum ModemHardware : byte
{
    /// <summary>A description that begins as no known one does; the modem is used all the same.</summary>
    Unknown,

    /// <summary>A board that modulates a radio's discriminator input ("MMDVM ").</summary>
    Mmdvm,

    /// <summary>DVMega; takes the short SET_FREQ.</summary>
    DvMega,

    /// <summary>ZUMspot.</summary>
    ZumSpot,

    /// <summary>MMDVM_HS_Hat.</summary>
    HsHat,

    /// <summary>MMDVM_HS_Dual_Hat: duplex with two radio chips.</summary>
    HsDualHat,

    /// <summary>Nano_hotSPOT.</summary>
    NanoHotSpot,

    /// <summary>Nano_DV.</summary>
    NanoDv,

    /// <summary>D2RG_MMDVM_HS.</summary>
    D2rgHs,

    /// <summary>MMDVM_HS on another board ("MMDVM_HS-").</summary>
    Hs,

    /// <summary>A handset that runs OpenGD77 as a hotspot.</summary>
    OpenGd77,

    /// <summary>SkyBridge.</summary>
    SkyBridge,
}
