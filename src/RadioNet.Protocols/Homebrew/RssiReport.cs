using System.Globalization;
using System.Text;

namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// RPTRSSI (BrandMeister only): 0:7 tag, 7:8 repeater id in hexadecimal, 15:1 ':', 16:1 timeslot, 17: dBm as text with one
/// decimal, such as "-120.0".
/// </summary>
public readonly record struct RssiReport(RepeaterId Repeater, Timeslot Slot, double Dbm)
{
    /// <summary>Octets at most.</summary>
    public const int LongestLength = 24;

    private const int TextOffset = 17;

    /// <summary>Reads a datagram; false when it is no signal report or says no strength between −200 and 200 dBm.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out RssiReport report)
    {
        report = default;
        if (!HasForm(source) || !SlotText.TryRead(source[7..], out var repeater, out var slot)) return false;
        if (FixedText.ReadFraction(source[TextOffset..], 200) is not { } dbm) return false;
        report = new(repeater, slot, dbm);
        return true;
    }

    /// <summary>Writes the message and returns its length.</summary>
    public int Write(Span<byte> destination)
    {
        "RPTRSSI"u8.CopyTo(destination);
        SlotText.Write(destination[7..], Repeater, Slot);
        return TextOffset + Encoding.ASCII.GetBytes(Dbm.ToString("0.0", CultureInfo.InvariantCulture), destination[TextOffset..]);
    }

    internal static bool HasForm(ReadOnlySpan<byte> source) =>
        source.Length is > TextOffset and <= LongestLength && source.StartsWith("RPTRSSI"u8);
}
