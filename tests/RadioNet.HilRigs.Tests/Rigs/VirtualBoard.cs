namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>Which board a virtual modem is.</summary>
internal enum VirtualBoard
{
    /// <summary>A duplex board with MMDVM's firmware of 2026.</summary>
    Mmdvm2026,

    /// <summary>A duplex board with MMDVM's firmware of 2021, all modes.</summary>
    Mmdvm2021,

    /// <summary>A simplex hotspot: MMDVM_HS_Hat, protocol 1.</summary>
    HsHat,

    /// <summary>A duplex hotspot: MMDVM_HS_Dual_Hat, protocol 1.</summary>
    HsDualHat,
}
