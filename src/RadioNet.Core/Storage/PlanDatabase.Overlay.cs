using System.Security.Cryptography;
using LiteDB;
using RadioNet.Plan.Overlay;

namespace RadioNet.Core.Storage;

/// <summary>Local edits in <c>plan.db</c>: a row each that this node holds, and a row each that it decided about.</summary>
public sealed partial class PlanDatabase : IOverlayStore
{
    private const string Overlay = "overlay";
    private const string OverlayDecisions = "overlayDecisions";
    private const string OverlayFolder = "overlayFolder";

    private uint _overlayFolder;

    /// <inheritdoc/>
    public uint FolderId
    {
        get
        {
            if (_overlayFolder == 0)
            {
                _overlayFolder = _file.Change(db =>
                {
                    var counters = db.GetCollection(Counters);
                    var drawn = counters.FindById(OverlayFolder)?["value"].AsInt64 ?? RandomNumberGenerator.GetInt32(1, int.MaxValue);
                    counters.Upsert(new BsonDocument { ["_id"] = OverlayFolder, ["value"] = drawn });
                    return (uint)drawn;
                });
            }

            return _overlayFolder;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<OverlayHeld> LoadOverlay() =>
        _file.Read(db => db.GetCollection(Overlay).FindAll().OrderBy(row => row["order"].AsInt32).Select(OverlayRows.ToHeld).ToList());

    /// <inheritdoc/>
    public void SaveOverlay(OverlayLedger before, OverlayLedger after, AuditEntry? audit)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        _file.Change(db =>
        {
            var rows = db.GetCollection(Overlay);
            foreach (var gone in before.All.Select(held => held.Edit.Key).Except(after.All.Select(held => held.Edit.Key)))
            {
                rows.Delete(OverlayRows.Id(gone));
            }

            var was = before.All.Select((held, order) => (held, order)).ToHashSet();
            rows.Upsert(after.All.Select((held, order) => (held, order)).Where(row => !was.Contains(row)).Select(row => OverlayRows.FromHeld(row.held, row.order)));
            if (audit is not null)
            {
                WriteAudit(db, audit);
            }

            return 0;
        });
    }

    /// <inheritdoc/>
    public OverlayDecision? FindDecision(OverlayKey key) =>
        _file.Read(db => db.GetCollection(OverlayDecisions).FindById(OverlayRows.Id(key)) is { } row ? OverlayRows.ToDecision(row) : null);

    /// <inheritdoc/>
    public void Decide(OverlayDecision decision, OverlayEdit edit)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(edit);
        _file.Change(db =>
        {
            var now = _time.GetUtcNow();
            Decide(db, decision, edit, now);
            WriteAudit(db, new AuditEntry(
                0, now, edit.Who, decision.IsTaken ? "overlay-known" : "overlay-refuse", $"{edit.What}, made as {edit.Label}{(decision.Why is { } why ? $": {why.En}" : "")}"));
            return 0;
        });
    }

    /// <inheritdoc/>
    public IReadOnlySet<uint> RefusedTalkgroups(string node, uint store) => _file.Read(db => db.GetCollection(OverlayDecisions)
        .Find(Query.And(Query.EQ("node", node), Query.EQ("taken", false))).Where(row => (uint)row["store"].AsInt64 == store)
        .Select(row => (uint)row["talkgroup"].AsInt64).Where(talkgroup => talkgroup != 0).ToHashSet());

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, int> RefusedSince(DateTimeOffset time) => _file.Read(db => db.GetCollection(OverlayDecisions)
        .Find(Query.EQ("taken", false)).Where(row => PlanRows.Time(row["at"]) >= time)
        .GroupBy(row => row["node"].AsString).ToDictionary(rows => rows.Key, rows => rows.Count()));

    /// <inheritdoc/>
    public IReadOnlyList<OverlayHeld> DecidedSince(DateTimeOffset time) => _file.Read(db => db.GetCollection(OverlayDecisions)
        .Find(Query.GTE("at", time.UtcDateTime)).Select(row => row["edit"]).Where(edit => edit.IsDocument)
        .Select(edit => OverlayRows.ToHeld(edit.AsDocument)).ToList());

    private static void Decide(ILiteDatabase db, OverlayDecision decision, OverlayEdit edit, DateTimeOffset now) =>
        db.GetCollection(OverlayDecisions).Upsert(OverlayRows.FromDecision(decision, edit, now));
}
