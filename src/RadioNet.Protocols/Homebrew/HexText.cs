using System.Buffers;
using System.Globalization;
using System.Text;

namespace RadioNet.Protocols.Homebrew;

/// <summary>Ids written as eight hexadecimal digits, as BrandMeister's text messages do.</summary>
internal static class HexText
{
    public const int Length = 8;

    private static readonly SearchValues<byte> _digits = SearchValues.Create("0123456789ABCDEFabcdef"u8);

    public static bool TryReadUInt32(ReadOnlySpan<byte> source, out uint value)
    {
        value = 0;
        return source.Length == Length
            && !source.ContainsAnyExcept(_digits)
            && uint.TryParse(source, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    public static void WriteUInt32(Span<byte> destination, uint value) =>
        Encoding.ASCII.GetBytes(value.ToString("X8", CultureInfo.InvariantCulture), destination);
}
