using LiteDB;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Storage;

/// <summary>What was revoked, in <c>plan.db</c>.</summary>
public sealed partial class PlanDatabase : IRevokedStore
{
    private const string Revoked = "revokedList";
    private const string RevocationCounter = "revocation";

    /// <inheritdoc/>
    public RevokedHere RevokedHere(DateTimeOffset servingAfter) => _file.Read(db =>
    {
        var certificates = db.GetCollection(Certificates).Find(Query.Not("revoked", BsonValue.Null)).Select(AccessRows.ToCertificate).ToList();
        var peers = db.GetCollection(Barred).FindAll()
            .Select(row => (Name: AccessRows.PeerName(row["_id"].AsString), At: PlanRows.Time(row["at"]))).OrderBy(peer => peer.Name, StringComparer.Ordinal).ToList();
        var last = certificates.Select(one => one.Revoked!.Value).Concat(peers.Select(peer => peer.At)).Select(at => at.ToUnixTimeMilliseconds());
        var counted = db.GetCollection(Counters).FindById(RevocationCounter)?["value"].AsInt64 ?? 0;
        return new RevokedHere(
            last.Append(counted).Max(),
            [.. certificates.Where(one => one.NotAfter >= servingAfter).Select(one => one.Serial).Order(StringComparer.Ordinal)],
            peers);
    });

    /// <inheritdoc/>
    public SealedRevocations? NewestRevocations() => _file.Read(db => db.GetCollection(Revoked).FindById(0) is { } row
        ? new SealedRevocations(row["network"].AsString, row["number"].AsInt64, row["peers"].AsBinary, row["signature"].AsBinary)
        : null);

    /// <inheritdoc/>
    public void KeepRevocations(SealedRevocations list)
    {
        ArgumentNullException.ThrowIfNull(list);
        _file.Change(db => db.GetCollection(Revoked).Upsert(new BsonDocument
        {
            ["_id"] = 0,
            ["network"] = list.Network,
            ["number"] = list.Number,
            ["peers"] = list.Peers,
            ["signature"] = list.Signature,
        }));
    }

    /// <summary>Counts a revocation: above the last, and above any that a folder which was lost may have counted.</summary>
    private static void CountRevocation(ILiteDatabase db, DateTimeOffset now)
    {
        var counters = db.GetCollection(Counters);
        var before = counters.FindById(RevocationCounter)?["value"].AsInt64 ?? 0;
        counters.Upsert(new BsonDocument { ["_id"] = RevocationCounter, ["value"] = Math.Max(before + 1, now.ToUnixTimeMilliseconds()) });
    }
}
