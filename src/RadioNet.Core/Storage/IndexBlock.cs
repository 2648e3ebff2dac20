using System.Runtime.InteropServices;
using System.Text;
using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>A block of the index while it is made, in memory: which of its records have which terms, and when they were.</summary>
/// <param name="number">Which block of the file: its records' numbers, over <see cref="NumberSet.Places"/>.</param>
internal sealed class IndexBlock(long number)
{
    private readonly Dictionary<string, List<ushort>> _terms = new(StringComparer.Ordinal);

    /// <summary>Which block of the file.</summary>
    public long Number => number;

    /// <summary>The number of its highest record; of the record before its first when there is none.</summary>
    public long Through { get; private set; } = (number * NumberSet.Places) - 1;

    /// <summary>When the first began, and the last ended.</summary>
    public (uint Started, uint Ended) Span { get; private set; } = (uint.MaxValue, 0);

    /// <summary>When each began and ended.</summary>
    public IndexTimes Times { get; } = new();

    /// <summary>The block that a record is in.</summary>
    public static long Of(long record) => record / NumberSet.Places;

    /// <summary>The place of a record in its block.</summary>
    public static int PlaceOf(long record) => (int)(record % NumberSet.Places);

    /// <summary>Puts in a record that has a higher number than the others.</summary>
    public void Add(CallRecord call)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(call.Number, Through);
        var place = PlaceOf(call.Number);
        foreach (var term in RecordTerms.Of(call))
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_terms, term, out _) ??= []).Add((ushort)place);
        }

        var (started, ended) = Times.Set(place, call);
        Span = (Math.Min(Span.Started, started), Math.Max(Span.Ended, ended));
        Through = call.Number;
    }

    /// <summary>The records that have what is asked for.</summary>
    public NumberSet Find(AskedTerm asked)
    {
        var found = new NumberSet();
        foreach (var term in asked.Any)
        {
            if (asked.IsBeginning)
            {
                foreach (var (_, places) in _terms.Where(one => one.Key.StartsWith(term, StringComparison.Ordinal)))
                {
                    places.ForEach(place => found.Add(place));
                }
            }
            else if (_terms.TryGetValue(term, out var places))
            {
                places.ForEach(place => found.Add(place));
            }
        }

        return found;
    }

    /// <summary>The pages that hold it all, each with its first term.</summary>
    public IEnumerable<(byte[] First, byte[] Page)> Pages()
    {
        var terms = _terms.Select(one => (Term: Encoding.UTF8.GetBytes(one.Key), Places: one.Value)).ToList();
        terms.Sort((one, other) => one.Term.AsSpan().SequenceCompareTo(other.Term));
        return IndexPage.Write(terms);
    }
}
