using LiteDB;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.Core.Storage;

/// <summary>
/// The root's plan at a node below it: its text once, packed as it came, as the revision's parts; beside it the secrets that came with
/// it, and a row that names the newest.
/// </summary>
public sealed partial class PlanDatabase : ISealedPlanStore
{
    private const string Sealed = "sealed";
    private const string Sheets = "sheets";

    /// <inheritdoc/>
    public SealedPlan? NewestSealed() => _file.Read(db =>
    {
        if (db.GetCollection(Sealed).FindById(0) is not { } row || db.GetCollection(Sheets).FindById(row["number"]) is null)
        {
            return null;
        }

        byte[] text = [.. PartsOf(db, row["number"].AsInt32).SelectMany(part => part)];
        return new SealedPlan(row["network"].AsString, row["number"].AsInt32, row["sha256"].AsBinary, row["signature"].AsBinary, text);
    });

    /// <inheritdoc/>
    public SecretsSheet? SecretsOf(int number) => _file.Read(db => db.GetCollection(Sheets).FindById(number) is { } row
        ? new SecretsSheet(
            row["secrets"].AsArray.Select(one => KeyValuePair.Create(new RepeaterId((uint)one["repeater"].AsInt64), one["secret"].AsString)),
            (row["users"].AsArray ?? []).Select(one => KeyValuePair.Create(one["name"].AsString, one["hash"].AsString)))
        : null);

    /// <inheritdoc/>
    public StoredRevision AddSealed(SealedRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        var plan = revision.Plan;
        var stored = new StoredRevision(
            plan.Number, Convert.ToHexStringLower(plan.Sha256), revision.Who, ToMillisecond(revision.At), "", RevisionOrigin.Root);
        return _file.Change(db =>
        {
            db.GetCollection(Revisions).DeleteMany(Query.GTE("_id", plan.Number));
            db.GetCollection(Parts).DeleteMany(Query.GTE("_id", PartId(plan.Number, 0)));
            db.GetCollection(Sheets).DeleteMany(Query.GTE("_id", plan.Number));
            Insert(db, stored, revision.Detail, plan.PackedText.Chunk(TextParts.PartSize));
            db.GetCollection(Sheets).Insert(new BsonDocument
            {
                ["_id"] = plan.Number,
                ["secrets"] = new BsonArray(revision.Secrets.Secrets.Select(one => new BsonDocument { ["repeater"] = (long)one.Key.Value, ["secret"] = one.Value })),
                ["users"] = new BsonArray(revision.Secrets.Users.Select(one => new BsonDocument { ["name"] = one.Key, ["hash"] = one.Value })),
            });
            db.GetCollection(Sealed).Upsert(new BsonDocument
            {
                ["_id"] = 0,
                ["network"] = plan.Network,
                ["number"] = plan.Number,
                ["sha256"] = plan.Sha256,
                ["signature"] = plan.Signature,
            });
            return stored;
        });
    }
}
