using System.Globalization;
using System.Text;

namespace RadioNet.Plan.Reading;

/// <summary>What may stand in ids and in texts for people.</summary>
internal static class NameRules
{
    public const int LongestId = 63;
    public const int LongestText = 200;

    /// <summary>
    /// Whether a text is an id: letters a–z and A–Z, digits, and <c>. _ -</c> inside. Ids stand in
    /// certificate names, file names and metrics, so nothing there needs quoting.
    /// </summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= LongestId && char.IsAsciiLetterOrDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>Whether a text can be shown on one line and written back: no control characters, nothing unassigned to a character.</summary>
    public static bool IsText(string text)
    {
        if (text.Length is 0 or > LongestText || string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var consumed) != System.Buffers.OperationStatus.Done
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }
}
