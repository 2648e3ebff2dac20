using LiteDB;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Storage;

/// <summary>Tokens and certificates in <c>plan.db</c>.</summary>
public sealed partial class PlanDatabase
{
    private const string Tokens = "tokens";
    private const string Certificates = "certificates";
    private const string Barred = "barred";

    /// <summary>For how long a token stays after its expiry, so that a late one is told from a wrong one.</summary>
    private static readonly TimeSpan TokenMemory = TimeSpan.FromDays(30);

    /// <summary>For how long a certificate stays in the list after its end.</summary>
    private static readonly TimeSpan CertificateMemory = TimeSpan.FromDays(400);

    /// <inheritdoc/>
    public StoredToken? FindToken(string secretHash) =>
        _file.Read(db => db.GetCollection(Tokens).FindById(secretHash) is { } row ? AccessRows.ToToken(row) : null);

    /// <inheritdoc/>
    public void AddToken(StoredToken token, AuditEntry audit)
    {
        ArgumentNullException.ThrowIfNull(token);
        _file.Change(db =>
        {
            var tokens = db.GetCollection(Tokens);
            tokens.DeleteMany("$.expires < @0", (token.Made - TokenMemory).UtcDateTime);
            tokens.DeleteMany("$.request = @0 AND $.serial = null", token.RequestId);
            tokens.Insert(AccessRows.FromToken(token));
            WriteAudit(db, audit);
            return 0;
        });
    }

    /// <inheritdoc/>
    public IssuedCertificate? FindCertificate(string serial) => _file.Read(db =>
        db.GetCollection(Certificates).FindOne(Query.EQ("serial", serial)) is { } row ? AccessRows.ToCertificate(row) : null);

    /// <inheritdoc/>
    public IReadOnlyList<IssuedCertificate> ListCertificates(LinkPeerKind? kind, string? id, long before, int limit) => _file.Read(db =>
        CertificatesOf(db, kind, id, before).OrderByDescending("_id").Limit(limit).ToEnumerable().Select(AccessRows.ToCertificate).ToList());

    /// <inheritdoc/>
    public IssuedCertificate AddCertificate(IssuedCertificate certificate, string? usedToken, AuditEntry audit)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return _file.Change(db =>
        {
            var certificates = db.GetCollection(Certificates);
            certificates.DeleteMany("$.notAfter < @0", (certificate.Issued - CertificateMemory).UtcDateTime);
            var number = (Newest(db, Certificates, long.MaxValue, 1).FirstOrDefault()?["_id"].AsInt64 ?? 0) + 1;
            var stored = certificate with { Number = number };
            certificates.Insert(AccessRows.FromCertificate(stored));
            if (usedToken is not null && db.GetCollection(Tokens).FindById(usedToken) is { } token)
            {
                token["serial"] = stored.Serial;
                db.GetCollection(Tokens).Update(token);
            }

            WriteAudit(db, audit);
            return stored;
        });
    }

    /// <inheritdoc/>
    public RevocationOutcome Revoke(LinkPeerKind kind, string id, string? serial, DateTimeOffset servingAfter, AuditEntry audit)
    {
        ArgumentNullException.ThrowIfNull(audit);
        return _file.Change(db =>
        {
            var peer = AccessRows.Peer(kind, id);
            CountRevocation(db, audit.At);
            var revoked = db.GetCollection(Certificates).Find(Query.EQ("peer", peer)).Select(AccessRows.ToCertificate)
                .Where(known => known.Revoked is null && (serial is null || known.Serial == serial))
                .Select(known => known with { Revoked = audit.At, RevokedBy = audit.Who })
                .ToList();
            db.GetCollection(Certificates).Update(revoked.Select(AccessRows.FromCertificate));
            var tokens = 0;
            if (serial is null)
            {
                tokens = db.GetCollection(Tokens).Find(Query.EQ("peer", peer)).Select(AccessRows.ToToken)
                    .Count(token => token.Serial is null && token.Expires > audit.At);
                db.GetCollection(Tokens).DeleteMany(Query.EQ("peer", peer));
                db.GetCollection(Barred).Upsert(new BsonDocument { ["_id"] = peer, ["at"] = audit.At.UtcDateTime });
            }

            WriteAudit(db, audit);
            return new RevocationOutcome([.. revoked.Where(one => one.NotAfter >= servingAfter)], tokens);
        });
    }

    /// <inheritdoc/>
    public bool IsBarred(LinkPeerKind kind, string id) =>
        _file.Read(db => db.GetCollection(Barred).FindById(AccessRows.Peer(kind, id)) is not null);

    /// <inheritdoc/>
    public void Note(AuditEntry audit) => _file.Change(db =>
    {
        WriteAudit(db, audit);
        return 0;
    });

    /// <summary>Certificates of one peer by the index of peers; what people ask for besides, by going through all.</summary>
    internal static ILiteQueryable<BsonDocument> CertificatesOf(ILiteDatabase db, LinkPeerKind? kind, string? id, long before)
    {
        var query = db.GetCollection(Certificates).Query().Where("_id < @0", before);
        return (kind, id) switch
        {
            ({ } one, not null) => query.Where("$.peer = @0", AccessRows.Peer(one, id)),
            ({ } one, null) => query.Where("$.kind = @0", (int)one),
            (null, not null) => query.Where("$.id = @0", id),
            _ => query,
        };
    }

    internal static void IndexAccess(ILiteDatabase db)
    {
        db.GetCollection(Certificates).EnsureIndex("serial", "$.serial");
        db.GetCollection(Certificates).EnsureIndex("peer", "$.peer");
    }
}
