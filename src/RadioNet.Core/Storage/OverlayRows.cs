using LiteDB;
using RadioNet.Plan.Model;
using RadioNet.Plan.Overlay;

namespace RadioNet.Core.Storage;

/// <summary>The rows of local edits: reader and writer of each side by side.</summary>
internal static class OverlayRows
{
    public static string Id(OverlayKey key) => $"{key.Node} {key.Store:x8} {key.Number:x16}";

    public static BsonDocument FromHeld(OverlayHeld held, int order)
    {
        var edit = held.Edit;
        var row = new BsonDocument
        {
            ["_id"] = Id(edit.Key),
            ["order"] = order,
            ["revision"] = edit.Revision,
            ["kind"] = (int)edit.Kind,
            ["action"] = (int)edit.Action,
            ["id"] = (long)edit.Id,
            ["words"] = new BsonArray(edit.Words.Select(word => new BsonValue(word))),
            ["before"] = edit.Before,
            ["after"] = edit.After,
            ["who"] = edit.Who,
            ["at"] = edit.At.UtcDateTime,
            ["comment"] = edit.Comment,
            ["request"] = edit.RequestId,
            ["state"] = (int)held.State,
            ["takenAt"] = held.TakenAt,
        };
        PutKey(row, edit.Key);
        PutWhy(row, held.Why);
        return row;
    }

    public static OverlayHeld ToHeld(BsonDocument row) => new(
        new OverlayEdit(
            Key(row), row["revision"].AsInt32, (OverlayKind)row["kind"].AsInt32, (OverlayAction)row["action"].AsInt32, (uint)row["id"].AsInt64,
            [.. row["words"].AsArray.Select(word => word.AsString)], row["before"].AsString, row["after"].AsString)
        {
            Who = row["who"].AsString,
            At = PlanRows.Time(row["at"]),
            Comment = row["comment"].AsString,
            RequestId = row["request"].AsString,
        },
        (OverlayState)row["state"].AsInt32,
        row["takenAt"].AsInt32,
        Why(row));

    public static BsonDocument FromDecision(OverlayDecision decision, OverlayEdit edit, DateTimeOffset at)
    {
        var row = new BsonDocument
        {
            ["_id"] = Id(decision.Key),
            ["taken"] = decision.IsTaken,
            ["revision"] = decision.Revision,
            ["talkgroup"] = edit.Kind == OverlayKind.Talkgroup ? (long)edit.Id : 0L,
            ["at"] = at.UtcDateTime,
            ["edit"] = FromHeld(
                new OverlayHeld(edit, decision.IsTaken ? OverlayState.Taken : OverlayState.Refused, decision.IsTaken ? decision.Revision : 0, decision.Why), 0),
        };
        PutKey(row, decision.Key);
        PutWhy(row, decision.Why);
        return row;
    }

    public static OverlayDecision ToDecision(BsonDocument row) => new(Key(row), row["taken"].AsBoolean, row["revision"].AsInt32, Why(row));

    private static void PutKey(BsonDocument row, OverlayKey key) => (row["node"], row["store"], row["number"]) = (key.Node, (long)key.Store, key.Number);

    private static OverlayKey Key(BsonDocument row) => new(row["node"].AsString, (uint)row["store"].AsInt64, row["number"].AsInt64);

    private static void PutWhy(BsonDocument row, LocalizedText? why) => (row["vi"], row["en"]) = (why?.Vi, why?.En);

    private static LocalizedText? Why(BsonDocument row) => row["en"].IsNull ? null : new LocalizedText(row["vi"].AsString, row["en"].AsString);
}
