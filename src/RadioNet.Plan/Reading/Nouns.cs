namespace RadioNet.Plan.Reading;

/// <summary>English around the plan's words.</summary>
internal static class Nouns
{
    public static string A(string noun, bool capital)
    {
        var article = noun[0] is 'a' or 'e' or 'i' or 'o' || noun.StartsWith("m1", StringComparison.Ordinal) ? "an" : "a";
        return $"{(capital ? Capital(article) : article)} {noun}";
    }

    public static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary><c>a, b or c</c>.</summary>
    public static string OneOf(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count == 1 ? all[0] : string.Join(", ", all.SkipLast(1)) + " or " + all[^1];
    }
}
