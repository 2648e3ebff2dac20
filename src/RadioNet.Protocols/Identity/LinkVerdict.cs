namespace RadioNet.Protocols.Identity;

/// <summary>What is to be thought of a peer's certificate.</summary>
/// <param name="Status">Whether it holds, and why not.</param>
/// <param name="Identity">Whose it is; null unless the CA's signature on it is right and it names one.</param>
/// <param name="IsInGrace">It is over, and serves because its grace is not: its holder must be known, and somebody be told.</param>
public readonly record struct LinkVerdict(LinkCertificateStatus Status, LinkIdentity? Identity = null, bool IsInGrace = false)
{
    /// <summary>Whether it holds.</summary>
    public bool IsValid => Status == LinkCertificateStatus.Valid;
}
