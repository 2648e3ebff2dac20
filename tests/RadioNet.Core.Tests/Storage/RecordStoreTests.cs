using CsCheck;
using RadioNet.Api;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Records;
using CallState = RadioNet.Core.Records.CallState;
using CallType = RadioNet.Core.Records.CallType;

namespace RadioNet.Core.Tests.Storage;

public sealed class RecordStoreTests : IDisposable
{
    private static readonly string[] Words = ["chi", "huy", "da", "cuu", "ky", "thu", "pccc"];
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_record_comes_back_with_every_field()
    {
        var call = CallRecords.Ended(1) with { Emergency = true, TargetIsRadio = true, Type = CallType.Private };
        using (var store = new RecordStore(_folder.Path))
        {
            store.Append([call]);
        }

        using var again = new RecordStore(_folder.Path);
        var found = Assert.Single(again.Search(new RecordQuery()));
        Assert.Equal(call.Spurts, found.Spurts);
        Assert.Equal(call.Decisions, found.Decisions);
        Assert.Equal(call.Missed, found.Missed);
        Assert.Equal(call.Sites, found.Sites);
        Assert.Equal(
            call with { Spurts = [], Decisions = [], Missed = [], Sites = [] },
            found with { Spurts = [], Decisions = [], Missed = [], Sites = [] });
        Assert.Equal(1, again.LargestNumber());
    }

    [Fact]
    public void A_clock_that_goes_back_leaves_numbers_in_their_order()
    {
        var boot = DateTimeOffset.UnixEpoch.AddMinutes(1);
        using (var store = new RecordStore(_folder.Path))
        {
            store.Append([CallRecords.Ended(1), CallRecords.Ended(2)]);
            store.Append([CallRecords.Ended(3) with { Started = boot, Ended = boot.AddSeconds(5) }]);
            store.Locations.Append([new LocationRecord { Radio = 1, At = CallRecords.Start, Site = "hill" }], CallRecords.Start);
            store.Locations.Append([new LocationRecord { Radio = 1, At = boot, Site = "hill" }], boot);
            Assert.Equal([3L], store.After(store.Own, 2, 10).Select(call => call.Number));
            Assert.Equal([2L], store.Locations.After(store.Locations.Own, 1, 10).Select(record => record.Number));
        }

        using var again = new RecordStore(_folder.Path);
        Assert.Equal((3, 2), (again.LargestNumber(), again.Locations.Reach(again.Locations.Own)));
        Assert.Equal([2L, 3L], again.After(again.Own, 1, 10).Select(call => call.Number));
        Assert.Equal(3, again.Search(new RecordQuery()).Count);
    }

    [Fact]
    public void A_calls_marks_come_back_after_a_restart_and_its_record_is_found_by_its_id()
    {
        SpurtMarks[] marks =
        [
            new SpurtMarks { Call = "core.1.2", Spurt = "s1", Marks = { new Mark { Kind = MarkKind.Pressed, At = 5, Where = "a/1" } } },
            new SpurtMarks { Call = "core.1.22", Spurt = "s2" },
            new SpurtMarks { Call = "core.1.2", Spurt = "s3" },
        ];
        using (var store = new RecordStore(_folder.Path))
        {
            store.Append(marks[..2], new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero));
            store.Append(marks[2..], new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
            store.Append([CallRecords.Ended(1), CallRecords.Ended(2) with { Id = "core.1.2" }, CallRecords.Ended(3)]);
        }

        using var again = new RecordStore(_folder.Path);
        Assert.Equal([marks[0], marks[2]], again.MarksOf("core.1.2"));
        Assert.Empty(again.MarksOf("core.1"));
        Assert.Empty(again.MarksOf("core%"));
        Assert.Equal(2, Assert.Single(again.Search(new RecordQuery { Id = "core.1.2", Limit = 1 })).Number);
        Assert.Empty(again.Search(new RecordQuery { Id = "core.1.3" }));
    }

    [Fact]
    public void Months_have_files_of_their_own_and_search_goes_through_them_newest_first()
    {
        using var store = new RecordStore(_folder.Path);
        store.Append([CallRecords.Ended(1), CallRecords.Ended(2) with { Ended = new DateTimeOffset(2026, 12, 1, 0, 0, 1, TimeSpan.Zero) }]);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "records-2026-11.db")));
        Assert.True(File.Exists(Path.Combine(_folder.Path, "records-2026-12.db")));
        Assert.Equal([2, 1], Numbers(store, new RecordQuery()));
        Assert.Equal([1], Numbers(store, new RecordQuery { Before = 2 }));
        Assert.Equal([2], Numbers(store, new RecordQuery { Limit = 1 }));
        Assert.Equal(2, store.LargestNumber());
    }

    [Fact]
    public void What_came_late_lies_with_what_was_written_then_and_is_found_by_its_own_time()
    {
        var december = new DateTimeOffset(2026, 12, 3, 0, 0, 0, TimeSpan.Zero);
        CallRecord Late(long number, ulong sequence) =>
            CallRecords.Ended(number, source: 4520009) with { Ended = CallRecords.Start.AddSeconds(7), Started = CallRecords.Start, Recorded = december, Origin = new RecordOrigin("tan-loi/bs1", 9, sequence) };
        using (var store = new RecordStore(_folder.Path))
        {
            store.Append([CallRecords.Ended(1), CallRecords.Ended(2)]);
            store.Append([.. Enumerable.Range(0, 300).Select(i => Late(3 + i, (ulong)(10 + i))), CallRecords.Ended(303) with { Started = december, Ended = december }]);
        }

        using var again = new RecordStore(_folder.Path);
        Assert.Equal((303L, 309ul, 0ul, 0ul), (again.LargestNumber(), again.LargestSequence("tan-loi/bs1", 9), again.LargestSequence("tan-loi/bs1", 8), again.LargestSequence("tan-loi/bs2", 9)));
        var until = new RecordQuery { Until = CallRecords.Start.AddSeconds(60), Limit = 1000 };
        Assert.Equal(Enumerable.Range(1, 302).Select(i => (long)i).Reverse(), Numbers(again, until));
        Assert.Equal([302, 301], Numbers(again, until with { Limit = 2 }));
        Assert.Equal([300, 299], Numbers(again, until with { Limit = 2, Before = 301 }));
        Assert.Equal(300, Numbers(again, new RecordQuery { Radio = 4520009, Since = CallRecords.Start.AddSeconds(6), Limit = 1000 }).Count());
        Assert.Equal([303], Numbers(again, new RecordQuery { Since = december }));
    }

    [Fact]
    public void What_came_from_below_is_found_by_its_own_time_however_late_it_came()
    {
        using var store = new RecordStore(_folder.Path);
        var random = new Random(3);
        var all = Enumerable.Range(1, 500).Select(i =>
        {
            var written = CallRecords.Start.AddMinutes(20 * i);
            var started = written.AddMinutes(-random.Next(40 * 60));
            return CallRecords.Ended(i) with { Node = "low", Made = new StoreOrigin(7, 2 * i), Recorded = written, Started = started, Ended = started.AddSeconds(5) };
        }).ToList();
        store.Append(all);
        for (var i = 0; i < 500; i += 7)
        {
            var query = new RecordQuery { Until = CallRecords.Start.AddMinutes(20 * i), Limit = 1000 };
            Assert.Equal(all.Where(query.Matches).Select(call => call.Number).Reverse(), Numbers(store, query));
        }
    }

    [Fact]
    public void A_long_call_is_found_by_its_begin_among_short_ones_whatever_else_is_asked_for()
    {
        using var store = new RecordStore(_folder.Path);
        var random = new Random(5);
        var all = Enumerable.Range(1, 3000).Select(i =>
        {
            var ended = CallRecords.Start.AddMinutes(i);
            return CallRecords.Ended(i, talkgroup: 1001 + (uint)random.Next(3), source: 4520001 + (uint)random.Next(20)) with
            {
                Started = ended.AddMinutes(-random.Next(i % 50 == 0 ? 600 : 10)),
                Ended = ended,
                Sites = [$"site-{random.Next(30)}"],
                Spurts = [],
                Missed = [],
                TargetName = random.Next(2) == 0 ? "Chữa cháy" : "Cứu nạn",
                SourceName = $"PCCC {random.Next(40)}",
            };
        }).ToList();
        foreach (var some in all.Chunk(700))
        {
            store.Append(some);
        }

        all.Reverse();
        for (var round = 0; round < 300; round++)
        {
            bool Asks() => random.Next(2) == 0;
            var since = CallRecords.Start.AddMinutes(random.Next(3000));
            var query = new RecordQuery
            {
                Talkgroup = Asks() ? 1001 + (uint)random.Next(3) : null,
                Radio = random.Next(4) == 0 ? 4520001 + (uint)random.Next(20) : null,
                Site = random.Next(3) == 0 ? $"site-{random.Next(30)}" : null,
                Words = Asks() ? ["pccc", $"{random.Next(40)}"] : Asks() ? ["chu"] : [],
                Since = Asks() ? since : null,
                Until = Asks() ? since.AddMinutes(random.Next(500)) : null,
                Before = Asks() ? random.Next(3000) : long.MaxValue,
                Limit = 1 + random.Next(60),
            };
            Assert.Equal(all.Where(call => call.Number < query.Before && query.Matches(call)).Take(query.Limit).Select(call => call.Number), Numbers(store, query));
        }
    }

    [Fact]
    public void Each_store_is_read_on_in_the_order_of_its_own_numbers()
    {
        var low = new StoreId("low", 7);
        using (var store = new RecordStore(_folder.Path))
        {
            store.Append([.. Enumerable.Range(1, 900).Select(i => i % 3 == 0
                ? CallRecords.Ended(i) with { Node = "low", Made = new StoreOrigin(7, 10 * i), Recorded = Month(i) }
                : CallRecords.Ended(i) with { Ended = Month(i) })]);
        }

        using var again = new RecordStore(_folder.Path);
        Assert.Equal([low], again.Lower);
        Assert.Equal((900L, 9000L, 0L), (again.Reach(again.Own), again.Reach(low), again.Reach(new StoreId("low", 8))));
        Assert.Equal([598, 599, 601, 602], again.After(again.Own, 596 + 1, 4).Select(call => call.Number));
        Assert.Equal([5970, 6000, 6030], again.After(low, 5940, 3).Select(call => call.NumberAtNode));
        Assert.Equal(600, again.After(again.Own, 0, 1000).Count);
        Assert.Empty(again.After(low, 9000, 5));

        static DateTimeOffset Month(int i) => CallRecords.Start.AddMonths(i / 300);
    }

    [Fact]
    public void The_stores_id_lives_as_long_as_its_files()
    {
        uint id;
        using (var store = new RecordStore(_folder.Path))
        {
            store.Append([CallRecords.Ended(1)]);
            id = store.Own.Store;
            store.Append([CallRecords.Ended(2) with { Ended = CallRecords.Start.AddMonths(1) }]);
        }

        File.Delete(Path.Combine(_folder.Path, "records-2026-11.db"));
        using (var store = new RecordStore(_folder.Path))
        {
            Assert.Equal(id, store.Own.Store);
        }

        File.Delete(Path.Combine(_folder.Path, "records-2026-12.db"));
        using var other = new RecordStore(_folder.Path);
        Assert.NotEqual(id, other.Own.Store);
    }

    [Fact]
    public void A_search_finds_exactly_what_a_scan_finds()
    {
        using var store = new RecordStore(_folder.Path);
        var random = new Random(7);
        string[] names = ["Chỉ huy tỉnh", "Cứu hộ", "Kỹ thuật Đắk Lắk", ""];
        var all = Enumerable.Range(1, 600).Select(i => CallRecords.Ended(i, (uint)(1000 + random.Next(5)), (uint)(4520000 + random.Next(7))) with
        {
            TargetName = names[random.Next(names.Length)],
            Sites = random.Next(20) == 0 ? [.. Enumerable.Range(0, 40).Select(n => $"site-{n}")] : [$"site-{random.Next(4)}"],
            Missed = [],
            State = random.Next(5) == 0 ? CallState.Denied : CallState.Ended,
        }).ToList();
        foreach (var batch in all.Chunk(150))
        {
            store.Append(batch);
        }

        var query = Gen.Select(
            Gen.UInt[999, 1006], Gen.UInt[4519999, 4520008], Gen.Int[0, 5], Gen.Int[0, 6].Select(i => Words[i]), Gen.Int[1, 600], Gen.Int[0, 63], Gen.Int[1, 40],
            (group, radio, site, word, at, which, limit) => new RecordQuery
            {
                Talkgroup = (which & 1) == 0 ? null : group,
                Radio = (which & 2) == 0 ? null : radio,
                Site = (which & 4) == 0 ? null : $"site-{site}",
                Words = (which & 8) == 0 ? [] : [word],
                Since = (which & 16) == 0 ? null : CallRecords.Start.AddSeconds(at),
                Until = (which & 32) == 0 ? null : CallRecords.Start.AddSeconds(at + 100),
                Before = at % 3 == 0 ? at : long.MaxValue,
                Limit = limit,
            });
        query.Sample(
            asked => Assert.Equal(
                all.Where(call => call.Number < asked.Before && asked.Matches(call)).Select(call => call.Number).OrderDescending().Take(asked.Limit),
                Numbers(store, asked)),
            iter: 150, threads: 1);
    }

    private static IEnumerable<long> Numbers(RecordStore store, RecordQuery query) => store.Search(query).Select(call => call.Number);
}
