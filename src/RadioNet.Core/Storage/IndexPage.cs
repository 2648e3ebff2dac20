namespace RadioNet.Core.Storage;

/// <summary>
/// A page of a block of the index: terms in the order of their octets, each with the places of its records. An entry is how many octets of the
/// term are those of the one before, how many follow, these, then the length of its places doubled, plus one when they are a
/// <see cref="NumberSet"/> bit by bit; else they are steps from one place to the next. Numbers of the form take 7 bits an octet, the lowest first.
/// </summary>
internal static class IndexPage
{
    /// <summary>The octets of a page, about: with its row it fills one of LiteDB's.</summary>
    private const int UsualSize = 8_000;

    /// <summary>Writes terms, in the order of their octets, to pages.</summary>
    /// <returns>Each page, and its first term.</returns>
    public static IEnumerable<(byte[] First, byte[] Page)> Write(IEnumerable<(byte[] Term, List<ushort> Places)> terms)
    {
        var page = new MemoryStream();
        byte[] first = [], last = [];
        Span<byte> bits = stackalloc byte[NumberSet.Octets];
        var pages = new List<(byte[], byte[])>();
        foreach (var (term, places) in terms)
        {
            if (page.Length >= UsualSize)
            {
                pages.Add((first, page.ToArray()));
                page.SetLength(0);
            }

            (first, last) = page.Length == 0 ? (term, []) : (first, last);
            var shared = term.AsSpan().CommonPrefixLength(last);
            WriteNumber(page, shared);
            WriteNumber(page, term.Length - shared);
            page.Write(term.AsSpan(shared));
            WritePlaces(page, places, bits);
            last = term;
        }

        if (page.Length > 0)
        {
            pages.Add((first, page.ToArray()));
        }

        return pages;
    }

    /// <summary>Puts the places of a term, or of all that begin so, into a set.</summary>
    /// <returns>Whether a later page may have more of them.</returns>
    public static bool Read(ReadOnlySpan<byte> page, ReadOnlySpan<byte> asked, bool isBeginning, NumberSet found)
    {
        Span<byte> term = stackalloc byte[RecordTerms.LargestOctets];
        while (!page.IsEmpty)
        {
            var shared = ReadNumber(ref page);
            var length = shared + ReadNumber(ref page);
            page[..(length - shared)].CopyTo(term[shared..]);
            page = page[(length - shared)..];
            var places = ReadNumber(ref page);
            var order = term[..length].SequenceCompareTo(asked);
            if (order == 0 || (isBeginning && order > 0 && term[..length].StartsWith(asked)))
            {
                ReadPlaces(page[..(places >> 1)], (places & 1) == 1, found);
                if (!isBeginning)
                {
                    return false;
                }
            }
            else if (order > 0)
            {
                return false;
            }

            page = page[(places >> 1)..];
        }

        return true;
    }

    private static void WritePlaces(MemoryStream page, List<ushort> places, Span<byte> bits)
    {
        using var steps = new MemoryStream();
        var last = 0;
        foreach (var place in places)
        {
            WriteNumber(steps, place - last);
            last = place;
        }

        if (steps.Length <= NumberSet.Octets)
        {
            WriteNumber(page, (int)steps.Length << 1);
            steps.WriteTo(page);
            return;
        }

        var set = new NumberSet();
        places.ForEach(place => set.Add(place));
        set.Write(bits);
        WriteNumber(page, (NumberSet.Octets << 1) | 1);
        page.Write(bits);
    }

    private static void ReadPlaces(ReadOnlySpan<byte> places, bool isBits, NumberSet found)
    {
        if (isBits)
        {
            found.Add(places);
            return;
        }

        for (var place = 0; !places.IsEmpty;)
        {
            place += ReadNumber(ref places);
            found.Add(place);
        }
    }

    private static void WriteNumber(MemoryStream page, int number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            page.WriteByte((byte)(number | 0x80));
        }

        page.WriteByte((byte)number);
    }

    private static int ReadNumber(ref ReadOnlySpan<byte> page)
    {
        var (number, shift, at) = (0, 0, 0);
        do
        {
            number |= (page[at] & 0x7F) << shift;
            shift += 7;
        }
        while ((page[at++] & 0x80) != 0);
        page = page[at..];
        return number;
    }
}
