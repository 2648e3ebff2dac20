namespace RadioNet.Protocols.Rtp;

/// <summary>What a receiver made of a datagram.</summary>
public enum SrtpVerdict : byte
{
    /// <summary>It is authentic and new.</summary>
    Opened,

    /// <summary>It is no packet of a voice link at all.</summary>
    Malformed,

    /// <summary>It came before.</summary>
    Replayed,

    /// <summary>Its spurt has ended, or so much has come since that nobody knows whether it came before.</summary>
    Late,

    /// <summary>Its tag is not one of this session: forged, damaged, or of another session.</summary>
    Forged,
}
