namespace RadioNet.Protocols.Identity;

/// <summary>What came of looking at a peer's certificate.</summary>
public enum LinkCertificateStatus
{
    /// <summary>The network's CA gave it, to a peer of the kind expected, and it is in force or within the grace.</summary>
    Valid,

    /// <summary>No certificate of the network's CA came with it: another network, or somebody in between.</summary>
    OtherAuthority,

    /// <summary>It claims the network's CA and has not its signature.</summary>
    Forged,

    /// <summary>It is no certificate of a link: its form, its use or its names are others.</summary>
    NotALink,

    /// <summary>It is of the other kind: a site's where a node's is wanted, or the reverse.</summary>
    WrongKind,

    /// <summary>It begins later: one of the two clocks is wrong.</summary>
    NotYetValid,

    /// <summary>It is over, and the grace too.</summary>
    Expired,
}
