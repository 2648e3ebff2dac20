using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Storage;

/// <summary>A certificate that the network's CA gave.</summary>
/// <param name="Number">From 1, rising; 0 until it is stored.</param>
/// <param name="Serial">Its serial number, upper-case hexadecimal.</param>
/// <param name="Kind">What its holder is.</param>
/// <param name="Id">Which site or node of the plan.</param>
/// <param name="KeyHash">SHA-256 of its SubjectPublicKeyInfo, lower-case hexadecimal.</param>
/// <param name="Der">The certificate.</param>
/// <param name="Issued">When it was given, UTC.</param>
/// <param name="NotAfter">When it ends, UTC.</param>
public sealed record IssuedCertificate(
    long Number, string Serial, LinkPeerKind Kind, string Id, string KeyHash, byte[] Der, DateTimeOffset Issued, DateTimeOffset NotAfter)
{
    /// <summary>The serial of the certificate that it renewed; null when it came by a token.</summary>
    public string? Renews { get; init; }

    /// <summary>When it was revoked, UTC; null when it was not.</summary>
    public DateTimeOffset? Revoked { get; init; }

    /// <summary>Who revoked it; null when nobody did.</summary>
    public string? RevokedBy { get; init; }
}
