using LiteDB;
using RadioNet.Core.Records;
using RadioNet.Plan.Overlay;

namespace RadioNet.Core.Storage;

/// <summary><c>plan.db</c>: revisions, audit, alarms, tokens and certificates, and the boot counter in one LiteDB file.</summary>
public sealed partial class PlanDatabase : IPlanStore, IAlarmStore, IAccessStore, IDisposable
{
    private const string Revisions = "revisions";
    private const string Parts = "parts";
    private const string Given = "given";
    private const string Requests = "requests";
    private const string AuditLog = "audit";
    private const string Alarms = "alarms";
    private const string Counters = "counters";

    /// <summary>For how long a request is remembered.</summary>
    private static readonly TimeSpan RequestMemory = TimeSpan.FromDays(7);

    private readonly DurableFile _file;
    private readonly TimeProvider _time;

    /// <summary>Opens or creates <c>plan.db</c> in a data folder that exists.</summary>
    public PlanDatabase(string folder, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _file = new DurableFile(Path.Combine(folder, "plan.db"));
        _file.Change(db =>
        {
            IndexAccess(db);
            return IndexAlarms(db);
        });
    }

    /// <inheritdoc/>
    public StoredRevision? Newest() => History(int.MaxValue, 1) is [var newest] ? newest : null;

    /// <inheritdoc/>
    public StoredRevision? Find(int number) =>
        _file.Read(db => db.GetCollection(Revisions).FindById(number) is { } row ? PlanRows.ToRevision(row) : null);

    /// <inheritdoc/>
    public string? ReadText(int number)
    {
        var parts = _file.Read(db => db.GetCollection(Parts)
            .Find(Query.Between("_id", PartId(number, 0), PartId(number, 999)))
            .Select(row => row["bytes"].AsBinary)
            .ToList());
        return parts.Count == 0 ? null : TextParts.Join(parts);
    }

    /// <inheritdoc/>
    public IReadOnlyList<StoredRevision> History(int before, int limit) =>
        _file.Read(db => Newest(db, Revisions, before, limit).Select(PlanRows.ToRevision).ToList());

    /// <inheritdoc/>
    public int? AppliedAs(string givenSha256) => RevisionOf(Given, givenSha256);

    /// <inheritdoc/>
    public int? AnsweredWith(string requestId) => RevisionOf(Requests, requestId);

    /// <inheritdoc/>
    public StoredRevision Add(RevisionDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var parts = TextParts.Split(draft.Text);
        return _file.Change(db =>
        {
            var number = (Newest(db, Revisions, int.MaxValue, 1).FirstOrDefault()?["_id"].AsInt32 ?? 0) + 1;
            return Insert(db, number, draft, parts);
        });
    }

    /// <inheritdoc/>
    public void Remember(int revision, string? givenSha256, string? requestId)
    {
        if (givenSha256 is not null || requestId is not null)
        {
            _file.Change(db => Remember(db, revision, givenSha256, requestId));
        }
    }

    /// <inheritdoc/>
    public long CountBoot() => _file.Change(db =>
    {
        var counters = db.GetCollection(Counters);
        var boots = (counters.FindById("boots")?["value"].AsInt64 ?? 0) + 1;
        counters.Upsert(new BsonDocument { ["_id"] = "boots", ["value"] = boots });
        return boots;
    });

    /// <inheritdoc/>
    public IReadOnlyList<AuditEntry> Audit(long before, int limit) =>
        _file.Read(db => Newest(db, AuditLog, before, limit).Select(PlanRows.ToAudit).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<AlarmRecord> LoadOpen() => _file.Read(db =>
        db.GetCollection(Alarms).Find(Query.EQ("open", true)).Select(PlanRows.ToAlarm).OrderBy(alarm => alarm.Id).ToList());

    /// <inheritdoc/>
    public long LargestAlarm() => ListAlarms(long.MaxValue, 1) is [var newest] ? newest.Id : 0;

    /// <inheritdoc/>
    public IReadOnlyList<AlarmRecord> ListAlarms(long before, int limit) =>
        _file.Read(db => Newest(db, Alarms, before, limit).Select(PlanRows.ToAlarm).ToList());

    /// <inheritdoc/>
    public AlarmRecord? FindAlarm(long id) =>
        _file.Read(db => db.GetCollection(Alarms).FindById(id) is { } row ? PlanRows.ToAlarm(row) : null);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Rows of a collection whose id is below <paramref name="before"/>, newest first.</summary>
    private static List<BsonDocument> Newest(ILiteDatabase db, string collection, BsonValue before, int limit) =>
        [.. db.GetCollection(collection).Query().Where("_id < @0", before).OrderByDescending("_id").Limit(limit).ToEnumerable()];

    private static int Remember(ILiteDatabase db, int revision, string? givenSha256, string? requestId, DateTime now)
    {
        if (givenSha256 is not null)
        {
            db.GetCollection(Given).Upsert(new BsonDocument { ["_id"] = givenSha256, ["revision"] = revision });
        }

        if (requestId is not null)
        {
            var requests = db.GetCollection(Requests);
            requests.DeleteMany("$.at < @0", now - RequestMemory);
            requests.Upsert(new BsonDocument { ["_id"] = requestId, ["revision"] = revision, ["at"] = now });
        }

        return revision;
    }

    private static void WriteAudit(ILiteDatabase db, AuditEntry entry)
    {
        var number = (Newest(db, AuditLog, long.MaxValue, 1).FirstOrDefault()?["_id"].AsInt64 ?? 0) + 1;
        db.GetCollection(AuditLog).Insert(PlanRows.FromAudit(entry with { Number = number }));
    }

    private StoredRevision Insert(ILiteDatabase db, int number, RevisionDraft draft, List<byte[]> parts)
    {
        var revision = new StoredRevision(number, draft.Sha256, draft.Who, ToMillisecond(draft.At), draft.Comment, draft.Origin);
        db.GetCollection(Revisions).Insert(PlanRows.FromRevision(revision));
        db.GetCollection(Parts).Insert(parts.Select((bytes, index) =>
            new BsonDocument { ["_id"] = PartId(number, index), ["bytes"] = bytes }));
        WriteAudit(db, new AuditEntry(0, revision.At, draft.Who, $"plan-{draft.Origin.ToString().ToLowerInvariant()}", draft.Detail));
        Remember(db, number, draft.GivenSha256, draft.RequestId);
        if (draft.Takes is { } edit)
        {
            Decide(db, new OverlayDecision(edit.Key, true, number, null), edit, draft.At);
        }

        return revision;
    }

    /// <summary>A part's key: a revision has at most 1,000 parts of 1 MB.</summary>
    private static long PartId(int revision, int part) => (revision * 1000L) + part;

    private static DateTimeOffset ToMillisecond(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    private int Remember(ILiteDatabase db, int revision, string? givenSha256, string? requestId) =>
        Remember(db, revision, givenSha256, requestId, _time.GetUtcNow().UtcDateTime);

    private int? RevisionOf(string collection, string key) =>
        _file.Read(db => db.GetCollection(collection).FindById(key)?["revision"].AsInt32);
}
