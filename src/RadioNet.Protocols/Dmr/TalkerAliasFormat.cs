namespace RadioNet.Protocols.Dmr;

/// <summary>How a talker alias is written, 2 bits (ETSI TS 102 361-2, clause 7.2.18).</summary>
public enum TalkerAliasFormat : byte
{
    /// <summary>7 bits a character: up to 31.</summary>
    SevenBit = 0,

    /// <summary>ISO 8859, 8 bits a character; Latin-1 here: up to 27.</summary>
    EightBit = 1,

    /// <summary>UTF-8: up to 27 octets.</summary>
    Utf8 = 2,

    /// <summary>UTF-16BE: up to 13 code units.</summary>
    Utf16 = 3,
}
