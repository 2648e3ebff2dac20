namespace RadioNet.Protocols.Dmr.Data;

/// <summary>Service access point, 4 bits: what a message's user data are (ETSI TS 102 361-1, clause 9.3.18).</summary>
public enum ServiceAccessPoint : byte
{
    /// <summary>Unified data transport.</summary>
    UnifiedDataTransport = 0,

    /// <summary>TCP/IP with compressed header.</summary>
    CompressedTcp = 2,

    /// <summary>UDP/IP with compressed header.</summary>
    CompressedUdp = 3,

    /// <summary>An IP packet.</summary>
    Ip = 4,

    /// <summary>ARP.</summary>
    Arp = 5,

    /// <summary>Proprietary.</summary>
    Proprietary = 9,

    /// <summary>Short data.</summary>
    ShortData = 10,
}
