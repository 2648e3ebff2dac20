namespace RadioNet.Protocols.Dmr;

/// <summary>Feature set id, 8 bits: whose messages these are (ETSI TS 102 361-1, clause 9.3.13). Other values pass unchanged.</summary>
public enum FeatureSetId : byte
{
    /// <summary>The standard's own.</summary>
    Standard = 0x00,

    /// <summary>Hytera.</summary>
    Hytera = 0x08,

    /// <summary>Motorola.</summary>
    Motorola = 0x10,

    /// <summary>Tait.</summary>
    Tait = 0x58,

    /// <summary>Hytera, in its XPT systems.</summary>
    HyteraXpt = 0x68,
}
