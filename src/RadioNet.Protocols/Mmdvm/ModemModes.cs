namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// A set of modes: what a modem can, or what a configuration enables. The bits are those of the version reply (the second
/// octet's shifted by 8); configuration and status have their own.
/// </summary>
[Flags]
public enum ModemModes : ushort
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>D-Star.</summary>
    DStar = 0x01,

    /// <summary>DMR.</summary>
    Dmr = 0x02,

    /// <summary>System Fusion.</summary>
    Ysf = 0x04,

    /// <summary>P25.</summary>
    P25 = 0x08,

    /// <summary>NXDN.</summary>
    Nxdn = 0x10,

    /// <summary>M17 (gone from current firmware).</summary>
    M17 = 0x20,

    /// <summary>FM.</summary>
    Fm = 0x40,

    /// <summary>POCSAG.</summary>
    Pocsag = 0x100,

    /// <summary>AX.25 (gone from current firmware).</summary>
    Ax25 = 0x200,
}
