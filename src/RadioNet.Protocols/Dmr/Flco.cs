namespace RadioNet.Protocols.Dmr;

/// <summary>Full link control opcode, 6 bits (ETSI TS 102 361-2, clause B.1).</summary>
public enum Flco : byte
{
    /// <summary>Group voice channel user.</summary>
    GroupVoice = 0x00,

    /// <summary>Unit to unit voice channel user.</summary>
    UnitVoice = 0x03,

    /// <summary>Talker alias header.</summary>
    TalkerAliasHeader = 0x04,

    /// <summary>Talker alias block 1.</summary>
    TalkerAliasBlock1 = 0x05,

    /// <summary>Talker alias block 2.</summary>
    TalkerAliasBlock2 = 0x06,

    /// <summary>Talker alias block 3.</summary>
    TalkerAliasBlock3 = 0x07,

    /// <summary>GPS info.</summary>
    GpsInfo = 0x08,

    /// <summary>Data terminator LC (ETSI TS 102 361-3, table 7.1).</summary>
    TerminatorData = 0x30,
}
