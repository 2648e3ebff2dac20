using LiteDB;
using RadioNet.Core.Records;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Storage;

/// <summary>The rows of <c>plan.db</c>: reader and writer of each side by side.</summary>
internal static class PlanRows
{
    public static BsonDocument FromRevision(StoredRevision revision) => new()
    {
        ["_id"] = revision.Number,
        ["sha256"] = revision.Sha256,
        ["who"] = revision.Who,
        ["at"] = revision.At.UtcDateTime,
        ["comment"] = revision.Comment,
        ["origin"] = (int)revision.Origin,
    };

    public static StoredRevision ToRevision(BsonDocument row) => new(
        row["_id"].AsInt32, row["sha256"].AsString, row["who"].AsString, Time(row["at"]), row["comment"].AsString,
        (RevisionOrigin)row["origin"].AsInt32);

    public static BsonDocument FromAudit(AuditEntry entry) => new()
    {
        ["_id"] = entry.Number,
        ["at"] = entry.At.UtcDateTime,
        ["who"] = entry.Who,
        ["action"] = entry.Action,
        ["detail"] = entry.Detail,
    };

    public static AuditEntry ToAudit(BsonDocument row) => new(
        row["_id"].AsInt64, Time(row["at"]), row["who"].AsString, row["action"].AsString, row["detail"].AsString);

    public static BsonDocument FromAlarm(AlarmRecord alarm) => new()
    {
        ["_id"] = alarm.Id,
        ["node"] = alarm.Node,
        ["store"] = (long)alarm.Store.Store,
        ["number"] = alarm.Made?.Number,
        ["change"] = alarm.Change,
        ["order"] = alarm.IsShown ? null : AlarmOrder(alarm.Store, alarm.Change),
        ["shown"] = alarm.IsShown,
        ["sites"] = new BsonArray(alarm.Sites.Select(site => new BsonValue(site))),
        ["made"] = alarm.Made is { } made ? AlarmOrder(alarm.Store, made.Number) : null,
        ["answer"] = (int?)alarm.Answer?.Wanted,
        ["answerBy"] = alarm.Answer?.Who,
        ["answerAt"] = alarm.Answer?.At.UtcDateTime,
        ["open"] = alarm.State != AlarmState.Cleared,
        ["state"] = (int)alarm.State,
        ["kind"] = alarm.Kind,
        ["subject"] = alarm.Subject,
        ["vi"] = alarm.Text.Vi,
        ["en"] = alarm.Text.En,
        ["raised"] = alarm.Raised.UtcDateTime,
        ["repeated"] = alarm.LastRepeated.UtcDateTime,
        ["count"] = alarm.Count,
        ["acknowledgedBy"] = alarm.AcknowledgedBy,
        ["acknowledged"] = alarm.Acknowledged?.UtcDateTime,
        ["clearedBy"] = alarm.ClearedBy,
        ["cleared"] = alarm.Cleared?.UtcDateTime,
    };

    public static AlarmRecord ToAlarm(BsonDocument row) => new(
        row["_id"].AsInt64, row["kind"].AsString, row["subject"].AsString, new LocalizedText(row["vi"].AsString, row["en"].AsString),
        Time(row["raised"]))
    {
        Node = row["node"].AsString ?? "",
        Made = row["number"].IsNull ? null : new StoreOrigin((uint)row["store"].AsInt64, row["number"].AsInt64),
        IsShown = row["shown"].IsBoolean && row["shown"].AsBoolean,
        Sites = row["sites"] is { IsArray: true, AsArray: { Count: > 0 } sites } ? [.. sites.Select(site => site.AsString)] : [],
        Change = row["change"].IsNull ? 0 : row["change"].AsInt64,
        Answer = row["answer"].IsNull ? null : new PendingAnswer((AlarmState)row["answer"].AsInt32, row["answerBy"].AsString, Time(row["answerAt"])),
        State = (AlarmState)row["state"].AsInt32,
        Count = row["count"].AsInt64,
        LastRepeated = Time(row["repeated"]),
        AcknowledgedBy = row["acknowledgedBy"].AsString,
        Acknowledged = OptionalTime(row["acknowledged"]),
        ClearedBy = row["clearedBy"].AsString,
        Cleared = OptionalTime(row["cleared"]),
    };

    /// <summary>A key that sorts by a number within a store.</summary>
    public static string AlarmOrder(StoreId store, long number) => $"{store.Node} {store.Store:x8} {number:x16}";

    public static DateTimeOffset Time(BsonValue value) => new(value.AsDateTime.ToUniversalTime());

    public static DateTimeOffset? OptionalTime(BsonValue value) => value.IsNull ? null : Time(value);
}
