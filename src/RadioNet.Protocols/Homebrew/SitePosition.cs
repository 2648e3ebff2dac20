using System.Globalization;
using System.Text;

namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// RPTG (DTCG), 25 octets: 0:4 tag, 4:4 repeater id, 8:8 degrees north and 16:9 degrees east as text, signed, four decimals.
/// A mobile site says where it is; no answer.
/// </summary>
public readonly record struct SitePosition(HomebrewDialect Dialect, RepeaterId Repeater, double Latitude, double Longitude)
{
    /// <summary>Octets of the message.</summary>
    public const int Length = 25;

    /// <summary>Reads a datagram; false when it is no site position or its numbers are no place on earth.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out SitePosition position)
    {
        position = default;
        bool isTrunking = source.StartsWith("DTCG"u8);
        if (source.Length != Length || !(isTrunking || source.StartsWith("RPTG"u8))) return false;
        if (FixedText.ReadFraction(source[8..16], 90) is not { } latitude) return false;
        if (FixedText.ReadFraction(source[16..], 180) is not { } longitude) return false;
        position = new(
            isTrunking ? HomebrewDialect.Trunking : HomebrewDialect.Conventional, new(Wire.ReadUInt32(source, 4)), latitude, longitude);
        return true;
    }

    /// <summary>Writes the message; returns 25.</summary>
    public int Write(Span<byte> destination)
    {
        (Dialect == HomebrewDialect.Trunking ? "DTCG"u8 : "RPTG"u8).CopyTo(destination);
        Wire.WriteUInt32(destination, 4, Repeater.Value);
        string text = Degrees(Latitude, "+00.0000;-00.0000") + Degrees(Longitude, "+000.0000;-000.0000");
        Encoding.ASCII.GetBytes(text, destination[8..Length]);
        return Length;
    }

    // Rounded first: what rounds to zero is written as plus zero.
    private static string Degrees(double value, string format) =>
        (Math.Round(value, 4) + 0.0).ToString(format, CultureInfo.InvariantCulture);
}
