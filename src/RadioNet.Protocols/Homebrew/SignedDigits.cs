using System.Globalization;
using System.Text;

namespace RadioNet.Protocols.Homebrew;

/// <summary>Whole numbers as C's <c>%03d</c> writes them: a minus sign takes the place of a zero.</summary>
internal static class SignedDigits
{
    public static int? Read(ReadOnlySpan<byte> field) =>
        int.TryParse(FixedText.Read(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>Writes the value, held to what three characters can say: −99 to 999.</summary>
    public static void Write(Span<byte> field, int value)
    {
        int held = Math.Clamp(value, -99, 999);
        string text = held < 0
            ? held.ToString("00", CultureInfo.InvariantCulture)
            : held.ToString("000", CultureInfo.InvariantCulture);
        Encoding.ASCII.GetBytes(text, field);
    }
}
