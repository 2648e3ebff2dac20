using Microsoft.Extensions.Time.Testing;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Tests.Storage;

public sealed class PlanDatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_revision_comes_back_whole_after_the_file_is_opened_again()
    {
        var text = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"# dòng {i} {i * 2654435761L:x}\n"));
        using (var database = Open())
        {
            Assert.Null(database.Newest());
            var stored = database.Add(Draft(text) with { GivenSha256 = "given", RequestId = "request" });
            Assert.Equal(1, stored.Number);
        }

        using var again = Open();
        Assert.Equal(text, again.ReadText(1));
        Assert.Equal(new StoredRevision(1, "sha", "an", _time.GetUtcNow(), "vì sao", RevisionOrigin.Apply), again.Newest());
        Assert.Equal(1, again.AppliedAs("given"));
        Assert.Equal(1, again.AnsweredWith("request"));
        Assert.Null(again.AppliedAs("other"));
        Assert.Null(again.ReadText(2));
        var entry = Assert.Single(again.Audit(long.MaxValue, 10));
        Assert.Equal(("plan-apply", "an", "test"), (entry.Action, entry.Who, entry.Detail));
    }

    [Fact]
    public void A_text_longer_than_a_document_may_be_is_stored_in_parts()
    {
        var random = new Random(1);
        var text = new string([.. Enumerable.Range(0, 5_000_000).Select(_ => (char)random.Next(0x20, 0x24F))]);
        Assert.True(TextParts.Split(text).Count > 3);
        using (var database = Open())
        {
            database.Add(Draft(text));
        }

        using var again = Open();
        Assert.Equal(text, again.ReadText(1));
    }

    [Fact]
    public void History_goes_newest_first_page_by_page()
    {
        using var database = Open();
        for (var i = 0; i < 5; i++)
        {
            database.Add(Draft($"text {i}"));
        }

        Assert.Equal([5, 4, 3], database.History(int.MaxValue, 3).Select(revision => revision.Number));
        Assert.Equal([2, 1], database.History(3, 3).Select(revision => revision.Number));
        Assert.Equal("text 3", database.ReadText(4));
    }

    [Fact]
    public void A_peers_certificates_are_found_by_the_index_of_peers()
    {
        using var file = new LiteDB.LiteDatabase(new MemoryStream());
        PlanDatabase.IndexAccess(file);
        Assert.Equal("peer", PlanDatabase.CertificatesOf(file, LinkPeerKind.Site, "hill", long.MaxValue).GetPlan()["index"]["name"].AsString);
    }

    [Fact]
    public void Certificates_are_listed_by_kind_and_id_newest_first_page_by_page()
    {
        using var database = Open();
        foreach (var (kind, id) in new[] { (LinkPeerKind.Site, "a"), (LinkPeerKind.Site, "b"), (LinkPeerKind.Node, "a"), (LinkPeerKind.Site, "a") })
        {
            database.AddCertificate(
                new IssuedCertificate(0, Guid.NewGuid().ToString("N"), kind, id, "key", [1], _time.GetUtcNow(), _time.GetUtcNow().AddDays(90)),
                null, new AuditEntry(0, _time.GetUtcNow(), "an", "test", ""));
        }

        long[] Numbers(LinkPeerKind? kind, string? id, long before = long.MaxValue, int limit = 10) =>
            [.. database.ListCertificates(kind, id, before, limit).Select(found => found.Number)];
        Assert.Equal([4, 1], Numbers(LinkPeerKind.Site, "a"));
        Assert.Equal([4], Numbers(LinkPeerKind.Site, "a", limit: 1));
        Assert.Equal([1], Numbers(LinkPeerKind.Site, "a", before: 4));
        Assert.Equal([4, 3, 1], Numbers(null, "a"));
        Assert.Equal([4, 2, 1], Numbers(LinkPeerKind.Site, null));
        Assert.Equal([4, 3, 2, 1], Numbers(null, null));
    }

    [Fact]
    public void Requests_are_forgotten_after_a_week_and_boots_never()
    {
        using (var database = Open())
        {
            database.Add(Draft("a") with { RequestId = "first" });
            Assert.Equal(1, database.CountBoot());
        }

        _time.Advance(TimeSpan.FromDays(8));
        using var again = Open();
        again.Add(Draft("b") with { RequestId = "second" });
        Assert.Null(again.AnsweredWith("first"));
        Assert.Equal(2, again.AnsweredWith("second"));
        Assert.Equal(2, again.CountBoot());
    }

    [Fact]
    public void Alarms_come_back_and_only_open_ones_are_loaded()
    {
        var raised = new AlarmRecord(1, AlarmKind.Clone, "4520001", new LocalizedText("máy trùng", "clone"), _time.GetUtcNow());
        var cleared = raised with { Id = 2, State = AlarmState.Cleared, ClearedBy = "an", Cleared = _time.GetUtcNow(), Count = 7 };
        using (var database = Open())
        {
            database.Put([raised, cleared], [new AuditEntry(0, _time.GetUtcNow(), "an", "alarm-clear", "clone 4520001")]);
        }

        using var again = Open();
        Assert.Equal(raised, Assert.Single(again.LoadOpen()));
        Assert.Equal([cleared, raised], again.ListAlarms(long.MaxValue, 10));
        Assert.Equal(cleared, again.FindAlarm(2));
        Assert.Equal(2, again.LargestAlarm());
        Assert.Equal("alarm-clear", Assert.Single(again.Audit(long.MaxValue, 10)).Action);
    }

    [Fact]
    public void A_torn_page_at_the_logs_end_is_cut_off()
    {
        using (var database = Open())
        {
            database.Add(Draft("a"));
        }

        File.WriteAllBytes(Path.Combine(_folder.Path, "plan-log.db"), new byte[5000]);
        using var again = Open();
        Assert.Equal("a", again.ReadText(1));
    }

    [Fact]
    public void A_change_that_throws_leaves_nothing()
    {
        using var file = new DurableFile(Path.Combine(_folder.Path, "some.db"));
        Assert.Throws<InvalidOperationException>(() => file.Change<int>(db =>
        {
            db.GetCollection("things").Insert(new LiteDB.BsonDocument { ["_id"] = 1 });
            throw new InvalidOperationException("no");
        }));
        Assert.Equal(0, file.Read(db => db.GetCollection("things").Count()));
        file.Change(db => db.GetCollection("things").Insert(new LiteDB.BsonDocument { ["_id"] = 2 }));
        Assert.Equal(1, file.Read(db => db.GetCollection("things").Count()));
    }

    private PlanDatabase Open() => new(_folder.Path, _time);

    private RevisionDraft Draft(string text) => new(text, "sha", RevisionOrigin.Apply, "an", _time.GetUtcNow(), "vì sao") { Detail = "test" };
}
