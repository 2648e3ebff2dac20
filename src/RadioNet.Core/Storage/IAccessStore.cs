using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Storage;

/// <summary>
/// Tokens and certificates. What a call of it returned from is on disk, its audit entry in the same transaction. Safe from any
/// thread.
/// </summary>
public interface IAccessStore
{
    /// <summary>One token; null when there is none with such a secret.</summary>
    StoredToken? FindToken(string secretHash);

    /// <summary>Stores a token, in place of one that the same request was answered with before.</summary>
    void AddToken(StoredToken token, AuditEntry audit);

    /// <summary>One certificate; null when none of that serial is known.</summary>
    IssuedCertificate? FindCertificate(string serial);

    /// <summary>Certificates with a number below <paramref name="before"/>, newest first; null stands for every kind and id.</summary>
    IReadOnlyList<IssuedCertificate> ListCertificates(LinkPeerKind? kind, string? id, long before, int limit);

    /// <summary>Stores a certificate under the next number, and that it used a token up.</summary>
    IssuedCertificate AddCertificate(IssuedCertificate certificate, string? usedToken, AuditEntry audit);

    /// <summary>
    /// Revokes one certificate by its serial, or, for null, every one of a peer with its tokens; then certificates of the peer
    /// that this store does not know serve no more either. Tells those that end after <paramref name="servingAfter"/>.
    /// </summary>
    RevocationOutcome Revoke(LinkPeerKind kind, string id, string? serial, DateTimeOffset servingAfter, AuditEntry audit);

    /// <summary>Whether the certificates of a peer that this store does not know serve no more.</summary>
    bool IsBarred(LinkPeerKind kind, string id);

    /// <summary>Stores an audit entry alone, for what changes nothing here.</summary>
    void Note(AuditEntry audit);
}
