namespace RadioNet.Plan.Reading;

/// <summary>The known word that a wrong one was probably meant to be.</summary>
internal static class Suggestion
{
    private const int LongestWord = 64;

    /// <summary>A sentence with a leading space, or nothing when no word is near.</summary>
    public static string For(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return "";
        }

        var folded = word.ToLowerInvariant().Replace('_', '-');
        var limit = Math.Max(1, word.Length / 3);
        var best = known.Where(k => k.Length <= LongestWord).Select(k => (Word: k, Distance: Distance(folded, k))).DefaultIfEmpty(("", int.MaxValue)).MinBy(p => p.Item2);
        return best.Item2 <= limit ? $" Did you mean \"{best.Item1}\"?" : "";
    }

    /// <summary>Edits (insert, remove, replace, swap of neighbours) from one word to the other: optimal string alignment.</summary>
    private static int Distance(string from, string to)
    {
        Span<int> before = stackalloc int[to.Length + 1];
        Span<int> above = stackalloc int[to.Length + 1];
        Span<int> row = stackalloc int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replace = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(replace, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            above.CopyTo(before);
            row.CopyTo(above);
        }

        return above[to.Length];
    }
}
