using LiteDB;

namespace RadioNet.Core.Storage;

/// <summary>The root's plan at a node below it: a row that names it, and its text in parts.</summary>
public sealed partial class PlanDatabase : ISealedPlanStore
{
    private const string Sealed = "sealed";
    private const string SealedParts = "sealedParts";

    /// <inheritdoc/>
    public SealedPlan? NewestSealed() => _file.Read(db =>
    {
        if (db.GetCollection(Sealed).FindById(0) is not { } row)
        {
            return null;
        }

        var text = db.GetCollection(SealedParts).Find(Query.All()).OrderBy(part => part["_id"].AsInt32).SelectMany(part => part["bytes"].AsBinary);
        return new SealedPlan(
            row["network"].AsString, row["number"].AsInt32, row["sha256"].AsBinary, row["signature"].AsBinary, [.. text]);
    });

    /// <inheritdoc/>
    public StoredRevision AddSealed(RevisionDraft draft, SealedPlan plan)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(plan);
        var parts = TextParts.Split(draft.Text);
        return _file.Change(db =>
        {
            db.GetCollection(Revisions).DeleteMany(Query.GTE("_id", plan.Number));
            db.GetCollection(Parts).DeleteMany(Query.GTE("_id", PartId(plan.Number, 0)));
            var revision = Insert(db, plan.Number, draft, parts);
            db.GetCollection(SealedParts).DeleteAll();
            db.GetCollection(SealedParts).Insert(plan.PackedText.Chunk(TextParts.PartSize).Select((bytes, index) =>
                new BsonDocument { ["_id"] = index, ["bytes"] = bytes }));
            db.GetCollection(Sealed).Upsert(new BsonDocument
            {
                ["_id"] = 0,
                ["network"] = plan.Network,
                ["number"] = plan.Number,
                ["sha256"] = plan.Sha256,
                ["signature"] = plan.Signature,
            });
            return revision;
        });
    }
}
