using System.Globalization;
using System.Text;
using RadioNet.Protocols.Identity;

namespace RadioNet.Plan.Reading;

/// <summary>What may stand in ids and in texts for people.</summary>
internal static class NameRules
{
    public const int LongestId = LinkIdentity.LongestId;
    public const int LongestText = 200;

    /// <inheritdoc cref="LinkIdentity.IsId"/>
    public static bool IsId(string text) => LinkIdentity.IsId(text);

    /// <summary>Whether a text can be shown on one line and written back: no control characters, no ends of lines, no half of a surrogate pair, and not blank.</summary>
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
