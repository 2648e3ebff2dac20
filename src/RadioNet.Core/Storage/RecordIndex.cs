using LiteDB;
using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>
/// The index of a month's records: for each block of <see cref="NumberSet.Places"/> numbers the terms of its records, on pages. The block that the
/// newest record is in is made in memory and written with the record that begins the next one; what is missing on disk can be made of the records.
/// Used where its file is locked.
/// </summary>
/// <param name="calls">The records' rows, of a number and up to another one, ascending.</param>
/// <param name="largest">The number of the newest record; 0 when there is none.</param>
internal sealed class RecordIndex(Func<ILiteDatabase, long, long, IEnumerable<CallRecord>> calls, Func<ILiteDatabase, long> largest)
{
    private const string Blocks = "indexBlocks";
    private const string Pages = "indexPages";

    /// <summary>The form of what is written; blocks of another one are made anew.</summary>
    private const int Form = 1;

    /// <summary>Rows of a block among <see cref="Pages"/>; the last one has the times.</summary>
    private const long MostPages = 65_536;

    private Dictionary<long, Written>? _written;
    private IndexBlock? _newest;
    private long? _largest;

    /// <summary>The number of the newest record; 0 when there is none.</summary>
    public long Largest(ILiteDatabase db) => _largest ??= largest(db);

    /// <summary>Whether a block can be searched: it is on disk, or it is the newest one and in memory.</summary>
    public bool IsReady(ILiteDatabase db, long block) => IsWritten(db, block) || block == _newest?.Number;

    /// <summary>Whether a block is the one that the newest record is in.</summary>
    public bool IsNewest(ILiteDatabase db, long block) => block == IndexBlock.Of(Largest(db));

    /// <summary>Whether a block lies on disk with all its records.</summary>
    public bool IsWritten(ILiteDatabase db, long block) =>
        KnownBlocks(db).TryGetValue(block, out var written) && (!IsNewest(db, block) || written.Through == Largest(db));

    /// <summary>The newest block, made of its records when it is not in memory.</summary>
    public IndexBlock Newest(ILiteDatabase db)
    {
        if (_newest is null)
        {
            var last = Largest(db);
            var block = new IndexBlock(IndexBlock.Of(last));
            foreach (var call in calls(db, block.Number * NumberSet.Places, last))
            {
                block.Add(call);
            }

            _newest = block;
        }

        return _newest;
    }

    /// <summary>Puts a new record in, within the change that stores it.</summary>
    public void Add(ILiteDatabase db, CallRecord call)
    {
        var newest = Newest(db);
        if (IndexBlock.Of(call.Number) > newest.Number)
        {
            Write(db, newest);
            newest = _newest = new IndexBlock(IndexBlock.Of(call.Number));
        }

        newest.Add(call);
        _largest = call.Number;
    }

    /// <summary>What is in memory is not as on disk any more.</summary>
    public void Forget() => (_newest, _written, _largest) = (null, null, null);

    /// <summary>Whether the times of a block's calls leave some that a query may mean.</summary>
    public bool MayHave(ILiteDatabase db, long block, RecordQuery query)
    {
        var (started, ended) = IsWritten(db, block) ? KnownBlocks(db)[block].Span : (0, uint.MaxValue);
        return ended >= IndexTimes.Earliest(query) && started <= IndexTimes.Latest(query);
    }

    /// <summary>The places of a block's records that may be what is asked for.</summary>
    /// <param name="db">The file.</param>
    /// <param name="block">A block that is ready.</param>
    /// <param name="made">The block, when it could not be written.</param>
    /// <param name="asked">What the records have.</param>
    /// <param name="query">What is asked for.</param>
    public NumberSet Find(ILiteDatabase db, long block, IndexBlock? made, IReadOnlyList<AskedTerm> asked, RecordQuery query)
    {
        made ??= IsWritten(db, block) ? null : Newest(db);
        NumberSet? found = null;
        foreach (var one in asked)
        {
            var of = made?.Find(one) ?? Read(db, block, one);
            found?.And(of);
            found ??= of;
            if (found.IsEmpty)
            {
                return found;
            }
        }

        var (started, ended) = made?.Span ?? KnownBlocks(db)[block].Span;
        if (started < IndexTimes.Earliest(query) || ended > IndexTimes.Latest(query))
        {
            var times = made?.Times ?? IndexTimes.Read(db.GetCollection(Pages).FindById(PageKey(block, MostPages - 1))["page"].AsBinary);
            found!.Where(place => times.MayBe(place, query));
        }

        return found!;
    }

    /// <summary>Writes the newest block, of which no more records are expected.</summary>
    public void WriteNewest(ILiteDatabase db)
    {
        Write(db, Newest(db));
        _newest = null;
    }

    /// <summary>Writes a block; what lies of it there is replaced.</summary>
    public void Write(ILiteDatabase db, IndexBlock block)
    {
        var pages = db.GetCollection(Pages);
        pages.DeleteMany("_id BETWEEN @0 AND @1", PageKey(block.Number, 0), PageKey(block.Number, MostPages - 1));
        var firsts = new List<byte[]>();
        foreach (var (first, page) in block.Pages())
        {
            pages.Insert(PageRow(block.Number, firsts.Count, page));
            firsts.Add(first);
        }

        pages.Insert(PageRow(block.Number, MostPages - 1, block.Times.Write(IndexBlock.PlaceOf(block.Through + NumberSet.Places) + 1)));
        db.GetCollection(Blocks).Upsert(new BsonDocument
        {
            ["_id"] = block.Number,
            ["form"] = Form,
            ["through"] = block.Through,
            ["started"] = (long)block.Span.Started,
            ["ended"] = (long)block.Span.Ended,
            ["firsts"] = new BsonArray(firsts.Select(first => new BsonValue(first))),
        });
        KnownBlocks(db)[block.Number] = new Written(block.Through, block.Span, firsts);
    }

    private static long PageKey(long block, long page) => (block * MostPages) + page;

    private static BsonDocument PageRow(long block, long page, byte[] octets) => new() { ["_id"] = PageKey(block, page), ["page"] = octets };

    private NumberSet Read(ILiteDatabase db, long block, AskedTerm asked)
    {
        var found = new NumberSet();
        var firsts = KnownBlocks(db)[block].Firsts;
        foreach (var term in asked.Octets)
        {
            // The page whose first term is the last that is not behind the one asked for.
            var page = firsts.BinarySearch(term, Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other)));
            page = Math.Max(page < 0 ? ~page - 1 : page, 0);
            while (page < firsts.Count && IndexPage.Read(db.GetCollection(Pages).FindById(PageKey(block, page))["page"].AsBinary, term, asked.IsBeginning, found))
            {
                page++;
            }
        }

        return found;
    }

    private Dictionary<long, Written> KnownBlocks(ILiteDatabase db) => _written ??= new(db.GetCollection(Blocks).FindAll()
        .Where(row => row["form"] == Form)
        .ToDictionary(
            row => row["_id"].AsInt64,
            row => new Written(row["through"].AsInt64, ((uint)row["started"].AsInt64, (uint)row["ended"].AsInt64), [.. row["firsts"].AsArray.Select(first => first.AsBinary)])));

    /// <summary>What is known of a block on disk.</summary>
    /// <param name="Through">The number of its highest record.</param>
    /// <param name="Span">When its first call began, and its last one ended.</param>
    /// <param name="Firsts">The first term of each of its pages.</param>
    private sealed record Written(long Through, (uint Started, uint Ended) Span, List<byte[]> Firsts);
}
