namespace RadioNet.Protocols.Dmr.Data;

/// <summary>Data packet format, 4 bits: the kind of a data header (ETSI TS 102 361-1, clause 9.3.17).</summary>
public enum DataPacketFormat : byte
{
    /// <summary>Unified data transport.</summary>
    UnifiedDataTransport = 0,

    /// <summary>Response.</summary>
    Response = 1,

    /// <summary>Unconfirmed data.</summary>
    Unconfirmed = 2,

    /// <summary>Confirmed data.</summary>
    Confirmed = 3,

    /// <summary>Short data: defined.</summary>
    DefinedShortData = 13,

    /// <summary>Short data: raw, or status.</summary>
    RawOrStatus = 14,

    /// <summary>Proprietary: a second header, whose octet 1 is the manufacturer's feature set.</summary>
    Proprietary = 15,
}
