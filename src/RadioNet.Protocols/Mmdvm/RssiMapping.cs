using System.Globalization;

namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// Turns a modem's raw signal strength into dBm (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Signal strength"):
/// points measured at a site, straight lines between them, the ends' values beyond them.
/// </summary>
public sealed class RssiMapping
{
    /// <summary>A mapping of no points: everything is unknown.</summary>
    public static readonly RssiMapping Empty = new([]);

    private const double LowestDbm = -200;
    private const double HighestDbm = 50;
    private const int MostErrors = 100;

    private readonly (ushort Raw, double Dbm)[] _points;

    private RssiMapping((ushort Raw, double Dbm)[] points) => _points = points;

    /// <summary>Points of the mapping.</summary>
    public int Points => _points.Length;

    /// <summary>Reads a text of lines "raw dBm"; '#' begins a comment, empty lines are ignored, order doesn't matter.</summary>
    /// <param name="text">The text.</param>
    /// <param name="errors">What is wrong with it, the first 100; empty when it is right.</param>
    /// <returns>The mapping; null when the text has an error.</returns>
    public static RssiMapping? Parse(string text, out IReadOnlyList<RssiMappingError> errors)
    {
        var points = new SortedDictionary<ushort, double>();
        var found = new List<RssiMappingError>();
        errors = found;
        int number = 0;
        foreach (var rawLine in text.AsSpan().EnumerateLines())
        {
            if (found.Count == MostErrors) break;
            number++;
            int comment = rawLine.IndexOf('#');
            var line = (comment < 0 ? rawLine : rawLine[..comment]).Trim();
            if (line.IsEmpty) continue;
            if (ReadPoint(line, out ushort raw, out double dbm) is { } wrong)
                found.Add(new(number, wrong));
            else if (!points.TryAdd(raw, dbm) && points[raw] != dbm)
                found.Add(new(number, string.Create(CultureInfo.InvariantCulture, $"The raw value {raw} has {points[raw]} dBm already: keep one of the two.")));
        }

        return found.Count > 0 ? null : new([.. points.Select(point => (point.Key, point.Value))]);
    }

    /// <summary>A mapping of points in whatever order. Two of one raw value, or one out of −200 to 50 dBm, are an <see cref="ArgumentException"/>.</summary>
    public static RssiMapping Of(IEnumerable<(ushort Raw, double Dbm)> points)
    {
        (ushort Raw, double Dbm)[] sorted = [.. points.OrderBy(point => point.Raw)];
        for (int i = 0; i < sorted.Length; i++)
        {
            if (!IsStrength(sorted[i].Dbm) || (i > 0 && sorted[i].Raw == sorted[i - 1].Raw))
                throw new ArgumentException($"({sorted[i].Raw}, {sorted[i].Dbm}) is no point of a mapping, or its second one there.", nameof(points));
        }

        return sorted.Length == 0 ? Empty : new(sorted);
    }

    /// <summary>The signal strength in dBm; null when the mapping has no points.</summary>
    public double? ToDbm(ushort raw)
    {
        if (_points.Length == 0) return null;
        int above = 0;
        while (above < _points.Length && _points[above].Raw < raw) above++;
        if (above == _points.Length) return _points[^1].Dbm;
        var (upperRaw, upperDbm) = _points[above];
        if (above == 0 || upperRaw == raw) return upperDbm;
        var (lowerRaw, lowerDbm) = _points[above - 1];
        return lowerDbm + (upperDbm - lowerDbm) * (raw - lowerRaw) / (upperRaw - lowerRaw);
    }

    private static bool IsStrength(double dbm) => dbm is >= LowestDbm and <= HighestDbm;

    private static string? ReadPoint(ReadOnlySpan<char> line, out ushort raw, out double dbm)
    {
        (raw, dbm) = (0, 0);
        int gap = line.IndexOfAny(' ', '\t');
        if (gap < 0) return $"\"{Shown(line)}\" is one word: write a raw value, a space, and dBm, such as \"1134 -116\".";
        var rawWord = line[..gap];
        var dbmWord = line[gap..].Trim();
        if (!ushort.TryParse(rawWord, NumberStyles.None, CultureInfo.InvariantCulture, out raw))
            return $"\"{Shown(rawWord)}\" is no raw value: it is a whole number from 0 to 65535.";
        if (!double.TryParse(dbmWord, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out dbm)
            || !IsStrength(dbm))
            return $"\"{Shown(dbmWord)}\" is no signal strength: it is a number of dBm from -200 to 50.";
        return null;
    }

    private static string Shown(ReadOnlySpan<char> words) => words.Length <= 20 ? words.ToString() : $"{words[..20]}…";
}
