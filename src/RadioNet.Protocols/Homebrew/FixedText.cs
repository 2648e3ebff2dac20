using System.Globalization;
using System.Text;

namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// Text fields of fixed width. Read liberally: padding of spaces or NULs, UTF-8 or else Latin-1, control characters made
/// spaces (the text is shown to people). Written exactly: left-aligned UTF-8, padded with spaces, cut at a character.
/// </summary>
internal static class FixedText
{
    private static readonly UTF8Encoding _strictUtf8 = new(false, throwOnInvalidBytes: true);

    public static string Read(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        if (end >= 0) field = field[..end];
        field = field.Trim((byte)' ');
        string text = Decode(field);
        if (!text.Any(char.IsControl)) return text;
        return string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
    }

    public static void Write(Span<byte> field, string text)
    {
        field.Fill((byte)' ');
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > field.Length) return;
            field = field[rune.EncodeToUtf8(field)..];
        }
    }

    public static void WriteDigits(Span<byte> field, long value)
    {
        string digits = value.ToString(new string('0', field.Length), CultureInfo.InvariantCulture);
        Encoding.ASCII.GetBytes(digits.AsSpan(0, field.Length), field);
    }

    public static uint? ReadNumber(ReadOnlySpan<byte> field) =>
        uint.TryParse(Read(field), NumberStyles.None, CultureInfo.InvariantCulture, out uint value) ? value : null;

    /// <summary>A decimal fraction such as a coordinate; null when it is no number or lies outside ±limit.</summary>
    public static double? ReadFraction(ReadOnlySpan<byte> field, double limit)
    {
        bool isNumber = double.TryParse(
            Read(field), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        return isNumber && Math.Abs(value) <= limit ? value : null;
    }

    /// <summary>The first characters of C's <c>%0Nf</c>, N being the field's width: six decimals, zeros in front.</summary>
    public static void WriteFraction(Span<byte> field, double value)
    {
        string digits = Math.Abs(value).ToString("0.000000", CultureInfo.InvariantCulture);
        string sign = double.IsNegative(value) ? "-" : "";
        string text = sign + digits.PadLeft(field.Length - sign.Length, '0');
        Encoding.ASCII.GetBytes(text.AsSpan(0, field.Length), field);
    }

    private static string Decode(ReadOnlySpan<byte> field)
    {
        try
        {
            return _strictUtf8.GetString(WithoutTornCharacter(field));
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(field);
        }
    }

    /// <summary>Senders cut UTF-8 at the field's width, in the midst of a character: that one is left out.</summary>
    private static ReadOnlySpan<byte> WithoutTornCharacter(ReadOnlySpan<byte> field)
    {
        for (int back = 1; back <= Math.Min(3, field.Length); back++)
        {
            byte octet = field[^back];
            if ((octet & 0xC0) == 0x80) continue;
            int length = octet switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
            // A lone Latin-1 letter at the end looks torn too; with plain ASCII before it, Latin-1 is the likelier reading.
            return length > back && !Ascii.IsValid(field[..^back]) ? field[..^back] : field;
        }

        return field;
    }
}
