namespace RadioNet.Protocols.Dmr;

/// <summary>What a data or control burst carries (ETSI TS 102 361-1, clause 9.3.6, table 6.1).</summary>
public enum DataType : byte
{
    /// <summary>Privacy indicator header.</summary>
    PrivacyHeader = 0,

    /// <summary>Voice LC header.</summary>
    VoiceHeader = 1,

    /// <summary>Terminator with LC.</summary>
    Terminator = 2,

    /// <summary>Control signalling block.</summary>
    Csbk = 3,

    /// <summary>Multi block control header.</summary>
    MultiBlockHeader = 4,

    /// <summary>Multi block control continuation.</summary>
    MultiBlockContinuation = 5,

    /// <summary>Data header.</summary>
    DataHeader = 6,

    /// <summary>Rate 1/2 data.</summary>
    RateHalf = 7,

    /// <summary>Rate 3/4 data.</summary>
    RateThreeQuarters = 8,

    /// <summary>Idle.</summary>
    Idle = 9,

    /// <summary>Rate 1 data.</summary>
    RateOne = 10,

    /// <summary>Unified single block data.</summary>
    UnifiedSingleBlock = 11,
}
