using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace RadioNet.Core.Records;

/// <summary>
/// Texts as people search them: lower case, without diacritics, đ as d; words are runs of letters and digits. "Chỉ huy tỉnh"
/// and "chi huy tinh" are the same words.
/// </summary>
public static class FoldedWords
{
    /// <summary>Letters with their plain one first. A table, because without ICU the runtime decomposes nothing.</summary>
    private static readonly FrozenDictionary<char, string> Plain = new[]
    {
        "aàáâãäåāăąǎạảấầẩẫậắằẳẵặ", "cçćĉċč", "dďđð", "eèéêëēĕėęěẹẻẽếềểễệ", "gĝğġģ", "hĥħ", "iìíîïĩīĭįıỉị", "jĵ", "kķ", "lĺļľŀł", "nñńņňŋ",
        "oòóôõöøōŏőơọỏốồổỗộớờởỡợ", "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűųưụủứừửữự", "wŵ", "yýÿŷỳỵỷỹ", "zźżž",
    }.SelectMany(row => row.Skip(1).Select(letter => (letter, Plain: row[..1]))).ToFrozenDictionary(pair => pair.letter, pair => pair.Plain);

    /// <summary>Whether a folded word is one that is searched: begins with it.</summary>
    public static bool Finds(string searched, string word)
    {
        ArgumentNullException.ThrowIfNull(searched);
        ArgumentNullException.ThrowIfNull(word);
        return word.StartsWith(searched, StringComparison.Ordinal);
    }

    /// <summary>The text folded, with everything that is no letter or digit as single spaces.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            if (!Rune.IsLetterOrDigit(rune))
            {
                AppendSpace(folded);
                continue;
            }

            var lower = Rune.ToLowerInvariant(rune);
            folded.Append(lower.IsBmp && Plain.TryGetValue((char)lower.Value, out var plain) ? plain : lower.ToString());
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>The different words of some texts, folded, in order of appearance.</summary>
    public static IReadOnlyList<string> Of(params ReadOnlySpan<string> texts)
    {
        var words = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var word in Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (known.Add(word))
                {
                    words.Add(word);
                }
            }
        }

        return words;
    }

    private static void AppendSpace(StringBuilder folded)
    {
        if (folded.Length > 0 && folded[^1] != ' ')
        {
            folded.Append(' ');
        }
    }
}
