using CsCheck;
using LiteDB;
using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Records;

namespace RadioNet.Core.Tests.Storage;

/// <summary>The index of records over more than one of its blocks: what a search finds is what a scan finds, whatever of the index is there.</summary>
public sealed class RecordIndexTests : IDisposable
{
    private const int Calls = 6_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_search_finds_what_a_scan_finds_with_the_index_without_it_and_with_half_of_it()
    {
        var all = All();
        using (var store = new RecordStore(_folder.Path))
        {
            foreach (var some in all.Chunk(1_700))
            {
                store.Append(some);
            }

            Search(store, all, 40);
        }

        using (var again = new RecordStore(_folder.Path))
        {
            Search(again, all, 20);
        }

        // As a folder of an older version, and as one whose index is of another form.
        DropIndex(_folder.Path);
        using (var old = new RecordStore(_folder.Path))
        {
            Search(old, all, 20);
        }

        Change(_folder.Path, db => db.GetCollection("indexBlocks").UpdateMany("{ form: 0 }", "_id >= 0") > 0);
        using var made = new RecordStore(_folder.Path);
        Assert.Equal([(1, 3), (2, 3), (3, 3)], made.MakeIndex());
        Assert.Empty(made.MakeIndex());
        Search(made, all, 20);
    }

    [Fact]
    public async Task The_keeper_makes_after_the_start_what_an_older_version_left()
    {
        using (var store = new RecordStore(_folder.Path))
        {
            store.Append([.. Enumerable.Range(1, NumberSet.Places + 10).Select(i => CallRecords.Ended(i))]);
        }

        DropIndex(_folder.Path);
        using var old = new RecordStore(_folder.Path);
        using var keeper = new RecordIndexKeeper(old, NullLogger<RecordIndexKeeper>.Instance);
        await keeper.StartAsync(default);
        await keeper.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Empty(old.MakeIndex());
        Assert.Equal(1, Assert.Single(old.Search(new RecordQuery { Before = 2 })).Number);
    }

    [Fact]
    public void A_disk_without_room_for_the_index_is_searched_all_the_same()
    {
        using var disk = new SmallDisk(16 << 10);
        var all = Enumerable.Range(1, NumberSet.Places + 300).Select(i => CallRecords.Ended(i, talkgroup: (uint)(1001 + (i % 50)))).ToList();
        using (var store = new RecordStore(disk.Path))
        {
            store.Append(all);
        }

        DropIndex(disk.Path);
        using (var old = new RecordStore(disk.Path))
        {
            disk.Fill();
            var query = new RecordQuery { Talkgroup = 1007, Limit = 500 };
            Assert.Equal(all.AsEnumerable().Reverse().Where(query.Matches).Select(call => call.Number), Numbers(old, query));
            Assert.ThrowsAny<IOException>(() => old.Append([CallRecords.Ended(all.Count + 1)]));
            Assert.Equal(all.Count, old.Search(new RecordQuery())[0].Number);
            disk.Free();
            old.Append([CallRecords.Ended(all.Count + 1, talkgroup: 1007)]);
            Assert.Equal([(1, 1)], old.MakeIndex());
            Assert.Equal(all.Count + 1, Numbers(old, query).First());
        }
    }

    [Fact]
    public void A_refused_batch_leaves_nothing_in_the_index()
    {
        using var store = new RecordStore(_folder.Path);
        store.Append([CallRecords.Ended(1, talkgroup: 1001)]);
        Assert.ThrowsAny<Exception>(() => store.Append([CallRecords.Ended(2, talkgroup: 1002), CallRecords.Ended(2, talkgroup: 1003)]));
        store.Append([CallRecords.Ended(2, talkgroup: 1004)]);
        Assert.Equal([2L, 1L], store.Search(new RecordQuery()).Select(call => call.Number));
        Assert.Empty(store.Search(new RecordQuery { Talkgroup = 1002 }));
        Assert.Equal(2, Assert.Single(store.Search(new RecordQuery { Talkgroup = 1004 })).Number);
    }

    [Fact]
    public void Names_and_sites_however_long_and_many_are_found()
    {
        var (site, word) = (new string('s', 4_000), new string('ả', 4_000));
        using (var store = new RecordStore(_folder.Path))
        {
            store.Append([
                CallRecords.Ended(1) with { Sites = [site], TargetName = word, Missed = [], Spurts = [] },
                CallRecords.Ended(2) with { Sites = [.. Enumerable.Range(0, 5_000).Select(i => $"site-{i}")], Missed = [], Spurts = [] },
                .. Enumerable.Range(3, NumberSet.Places).Select(i => CallRecords.Ended(i) with { Sites = [], Missed = [], Spurts = [] })]);
        }

        using var again = new RecordStore(_folder.Path);
        Assert.Equal([1L], Numbers(again, new RecordQuery { Site = site }));
        Assert.Equal([1L], Numbers(again, new RecordQuery { Words = [new string('a', 3_999)] }));
        Assert.Empty(Numbers(again, new RecordQuery { Words = [new string('a', 4_001)] }));
        Assert.Equal([2L], Numbers(again, new RecordQuery { Site = "site-4999" }));
        Assert.Empty(Numbers(again, new RecordQuery { Site = "site-5000" }));
    }

    [Fact]
    public void Pages_give_back_each_term_and_each_beginning() =>
        Gen.Dictionary(Gen.String[Gen.Char['a', 'd'], 0, 9], Gen.UShort[0, NumberSet.Places - 1].HashSet[1, 600])[1, 60].Sample(
            terms =>
            {
                var sorted = terms.Select(one => (Term: System.Text.Encoding.UTF8.GetBytes(one.Key), Places: one.Value.Order().ToList())).ToList();
                sorted.Sort((one, other) => one.Term.AsSpan().SequenceCompareTo(other.Term));
                var pages = IndexPage.Write(sorted).ToList();
                foreach (var asked in terms.Keys.Append("b").Append("abc").Append("zz"))
                {
                    var (exact, beginning) = (new NumberSet(), new NumberSet());
                    foreach (var (_, page) in pages)
                    {
                        IndexPage.Read(page, System.Text.Encoding.UTF8.GetBytes(asked), false, exact);
                        IndexPage.Read(page, System.Text.Encoding.UTF8.GetBytes(asked), true, beginning);
                    }

                    Assert.Equal(terms.GetValueOrDefault(asked, []).Select(place => (int)place).OrderDescending(), exact.Descending());
                    Assert.Equal(
                        terms.Where(one => one.Key.StartsWith(asked, StringComparison.Ordinal)).SelectMany(one => one.Value).Distinct().Select(place => (int)place).OrderDescending(),
                        beginning.Descending());
                }
            },
            iter: 30,
            threads: 1);

    private static void DropIndex(string folder) => Change(folder, db => db.DropCollection("indexBlocks") && db.DropCollection("indexPages"));

    /// <summary>Changes files as no node does; at least one of them has what there is to change.</summary>
    private static void Change(string folder, Func<LiteDatabase, bool> change)
    {
        var changed = 0;
        foreach (var path in Directory.EnumerateFiles(folder, "records-????-??.db"))
        {
            using var db = new LiteDatabase(path);
            changed += change(db) ? 1 : 0;
        }

        Assert.NotEqual(0, changed);
    }

    /// <summary>Calls of two months; each 40th came a day late.</summary>
    private static List<CallRecord> All()
    {
        var random = new Random(11);
        return [.. Enumerable.Range(1, Calls).Select(i =>
        {
            var written = CallRecords.Start.AddDays(7).AddMinutes(2 * i);
            var began = i % 40 == 0 ? written.AddDays(-1) : written.AddSeconds(-random.Next(50));
            return CallRecords.Ended(i, talkgroup: 1001 + (uint)random.Next(40), source: 4520001 + (uint)random.Next(900)) with
            {
                Started = began,
                Ended = began.AddSeconds(5),
                Recorded = written,
                State = random.Next(30) == 0 ? CallState.Denied : CallState.Ended,
                Sites = [$"site-{random.Next(60)}"],
                Missed = [],
                Spurts = [],
                TargetName = random.Next(2) == 0 ? "Chữa cháy" : "Cứu nạn",
                SourceName = $"PCCC {random.Next(500)}",
            };
        })];
    }

    private static void Search(RecordStore store, List<CallRecord> all, int rounds)
    {
        var random = new Random(13);
        string[] words = ["pccc", "c", "chu", "cuu", "1", "12", "499", "nan", "chay", "x"];
        for (var round = 0; round < rounds; round++)
        {
            bool Asks(int of) => random.Next(of) == 0;
            var since = CallRecords.Start.AddDays(7).AddMinutes(random.Next(2 * Calls));
            var query = new RecordQuery
            {
                Talkgroup = Asks(3) ? 1001 + (uint)random.Next(40) : null,
                Talkgroups = Asks(4) ? [.. Enumerable.Range(0, 3).Select(_ => 1001 + (uint)random.Next(40))] : [],
                Radio = Asks(6) ? 4520001 + (uint)random.Next(900) : null,
                Site = Asks(5) ? $"site-{random.Next(60)}" : null,
                Words = [.. Enumerable.Range(0, random.Next(3)).Select(_ => words[random.Next(words.Length)])],
                States = Asks(5) ? [CallState.Denied] : [],
                Since = Asks(3) ? since : null,
                Until = Asks(3) ? since.AddMinutes(random.Next(3000)) : null,
                Before = Asks(3) ? random.Next(Calls) : long.MaxValue,
                Limit = 1 + random.Next(60),
            };
            Assert.Equal(all.AsEnumerable().Reverse().Where(call => call.Number < query.Before && query.Matches(call)).Take(query.Limit).Select(call => call.Number), Numbers(store, query));
        }
    }

    private static IEnumerable<long> Numbers(RecordStore store, RecordQuery query) => store.Search(query).Select(call => call.Number);
}
