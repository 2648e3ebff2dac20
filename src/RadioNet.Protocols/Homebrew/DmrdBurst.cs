namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// What a DMRD's burst is: the low six bits of octet 15, frame type (2 bits) and data type or burst letter (4 bits).
/// Frame type 2 (data sync) carries the data type of the slot type (ETSI TS 102 361-1, clause 9.3.6), 1 is the voice burst
/// with sync (A), 0 the five that follow it.
/// </summary>
public enum DmrdBurst : byte
{
    /// <summary>Voice burst B: embedded signalling, first fragment.</summary>
    VoiceB = 0x01,

    /// <summary>Voice burst C.</summary>
    VoiceC = 0x02,

    /// <summary>Voice burst D.</summary>
    VoiceD = 0x03,

    /// <summary>Voice burst E: embedded signalling, last fragment.</summary>
    VoiceE = 0x04,

    /// <summary>Voice burst F: no link control.</summary>
    VoiceF = 0x05,

    /// <summary>Voice burst A: voice sync.</summary>
    VoiceA = 0x10,

    /// <summary>PI header: the privacy parameters of a ciphered call.</summary>
    PrivacyHeader = 0x20,

    /// <summary>Voice LC header.</summary>
    VoiceHeader = 0x21,

    /// <summary>Terminator with LC.</summary>
    Terminator = 0x22,

    /// <summary>CSBK.</summary>
    Csbk = 0x23,

    /// <summary>Multi-block control header.</summary>
    MbcHeader = 0x24,

    /// <summary>Multi-block control continuation.</summary>
    MbcContinuation = 0x25,

    /// <summary>Data header.</summary>
    DataHeader = 0x26,

    /// <summary>Rate 1/2 data.</summary>
    Rate12Data = 0x27,

    /// <summary>Rate 3/4 data.</summary>
    Rate34Data = 0x28,

    /// <summary>Idle.</summary>
    Idle = 0x29,

    /// <summary>Rate 1 data.</summary>
    Rate1Data = 0x2A,

    /// <summary>Unified single block data.</summary>
    UnifiedSingleBlock = 0x2B,
}
