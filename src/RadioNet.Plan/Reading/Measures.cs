using System.Globalization;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Reading;

/// <summary>Numbers with their units, read and written: <c>3s</c>, <c>500ms</c>, <c>416.0125 MHz</c>.</summary>
internal static class Measures
{
    private const int LongestNumber = 24;

    private static readonly (string Unit, decimal Milliseconds)[] _times =
        [("ms", 1), ("s", 1_000), ("min", 60_000), ("m", 60_000), ("h", 3_600_000)];

    private static readonly (string Unit, decimal Hertz)[] _frequencies =
        [("Hz", 1), ("kHz", 1_000), ("MHz", 1_000_000), ("GHz", 1_000_000_000)];

    /// <summary>Reads a duration in whole milliseconds; false when it is none or has no unit.</summary>
    public static bool TryDuration(string text, out TimeSpan duration)
    {
        var read = TryWhole(text, _times, out var milliseconds);
        duration = read ? TimeSpan.FromMilliseconds(milliseconds, 0) : default;
        return read;
    }

    /// <summary>A duration as the plan writes it: whole seconds, or milliseconds.</summary>
    public static string Text(TimeSpan duration)
    {
        var milliseconds = (long)duration.TotalMilliseconds;
        return milliseconds % 1000 == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000}s")
            : string.Create(CultureInfo.InvariantCulture, $"{milliseconds}ms");
    }

    /// <summary>Reads a day of the Gregorian calendar, <c>2025-07-01</c>; false when it is none.</summary>
    public static bool TryDate(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>A day as the plan writes it.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reads a frequency in whole hertz; false when it is none or has no unit.</summary>
    public static bool TryFrequency(string text, out Hertz frequency)
    {
        var read = TryWhole(text, _frequencies, out var hertz);
        frequency = new Hertz(hertz);
        return read;
    }

    /// <summary>Reads what is added to a frequency: whole hertz of either sign; false when it is none or has no unit.</summary>
    public static bool TryOffset(string text, out Hertz offset)
    {
        var negative = text.StartsWith('-');
        var read = TryFrequency(negative || text.StartsWith('+') ? text[1..] : text, out var size);
        offset = negative ? new Hertz(-size.Value) : size;
        return read;
    }

    /// <summary>What is added to a frequency as the plan writes it: <c>-250 Hz</c>.</summary>
    public static string OffsetText(Hertz offset) => string.Create(CultureInfo.InvariantCulture, $"{offset.Value} Hz");

    /// <summary>Reads a share with at most one decimal; false when it is none or has no <c>%</c>.</summary>
    public static bool TryPercent(string text, out Percent percent)
    {
        percent = default;
        if (text.Length > LongestNumber || !text.EndsWith('%')
            || !decimal.TryParse(text.AsSpan(0, text.Length - 1).TrimEnd(' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || value > 100 || value * 10 != decimal.Truncate(value * 10))
        {
            return false;
        }

        percent = new Percent(value);
        return true;
    }

    private static bool TryWhole(string text, (string Unit, decimal Size)[] units, out long value)
    {
        value = 0;
        if (text.Length > LongestNumber)
        {
            return false;
        }

        var digits = text.AsSpan().TrimEnd("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        var unit = text[digits.Length..];
        var size = Array.Find(units, u => u.Unit.Equals(unit, StringComparison.OrdinalIgnoreCase)).Size;
        if (size == 0 || !decimal.TryParse(digits.TrimEnd(' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > 1_000_000_000m || number * size != decimal.Truncate(number * size))
        {
            return false;
        }

        value = (long)(number * size);
        return true;
    }
}
