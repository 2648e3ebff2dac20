using LiteDB;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Storage;

/// <summary>The rows of tokens and certificates: reader and writer of each side by side.</summary>
internal static class AccessRows
{
    /// <summary>A peer in one word, as rows name it.</summary>
    public static string Peer(LinkPeerKind kind, string id) => $"{(int)kind}/{id}";

    /// <summary>Such a word as people and certificates write it, <c>site/ID</c>.</summary>
    public static string PeerName(string peer) => $"{(peer.StartsWith($"{(int)LinkPeerKind.Node}/", StringComparison.Ordinal) ? "node" : "site")}{peer[peer.IndexOf('/', StringComparison.Ordinal)..]}";

    public static BsonDocument FromToken(StoredToken token) => new()
    {
        ["_id"] = token.SecretHash,
        ["peer"] = Peer(token.Kind, token.Id),
        ["kind"] = (int)token.Kind,
        ["id"] = token.Id,
        ["made"] = token.Made.UtcDateTime,
        ["expires"] = token.Expires.UtcDateTime,
        ["who"] = token.Who,
        ["request"] = token.RequestId,
        ["serial"] = token.Serial,
    };

    public static StoredToken ToToken(BsonDocument row) => new(
        row["_id"].AsString, (LinkPeerKind)row["kind"].AsInt32, row["id"].AsString, PlanRows.Time(row["made"]),
        PlanRows.Time(row["expires"]), row["who"].AsString, row["request"].AsString)
    {
        Serial = row["serial"].AsString,
    };

    public static BsonDocument FromCertificate(IssuedCertificate certificate) => new()
    {
        ["_id"] = certificate.Number,
        ["serial"] = certificate.Serial,
        ["peer"] = Peer(certificate.Kind, certificate.Id),
        ["kind"] = (int)certificate.Kind,
        ["id"] = certificate.Id,
        ["key"] = certificate.KeyHash,
        ["der"] = certificate.Der,
        ["issued"] = certificate.Issued.UtcDateTime,
        ["notAfter"] = certificate.NotAfter.UtcDateTime,
        ["renews"] = certificate.Renews,
        ["revoked"] = certificate.Revoked?.UtcDateTime,
        ["revokedBy"] = certificate.RevokedBy,
    };

    public static IssuedCertificate ToCertificate(BsonDocument row) => new(
        row["_id"].AsInt64, row["serial"].AsString, (LinkPeerKind)row["kind"].AsInt32, row["id"].AsString, row["key"].AsString,
        row["der"].AsBinary, PlanRows.Time(row["issued"]), PlanRows.Time(row["notAfter"]))
    {
        Renews = row["renews"].AsString,
        Revoked = PlanRows.OptionalTime(row["revoked"]),
        RevokedBy = row["revokedBy"].AsString,
    };
}
