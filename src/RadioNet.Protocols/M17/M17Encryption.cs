namespace RadioNet.Protocols.M17;

/// <summary>How an M17 stream is enciphered.</summary>
public enum M17Encryption : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>A scrambler.</summary>
    Scrambler = 1,

    /// <summary>AES.</summary>
    Aes = 2,

    /// <summary>Something else.</summary>
    Other = 3,
}
