using System.Globalization;
using System.Text;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;

namespace RadioNet.Plan.Schema;

/// <summary>Values as YAML on one line.</summary>
internal static class YamlText
{
    private static readonly HashSet<string> _wordsWithOtherMeaning =
        new(["true", "false", "yes", "no", "on", "off", "y", "n", "null"], StringComparer.OrdinalIgnoreCase);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Flag(bool value) => value ? "true" : "false";

    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts)}]";

    public static string Name(LocalizedText name) =>
        name.Vi == name.En ? Scalar(name.Vi) : $"{{ vi: {Scalar(name.Vi)}, en: {Scalar(name.En)} }}";

    public static string Point(GeoPoint point) =>
        string.Create(CultureInfo.InvariantCulture, $"{{ latitude: {point.Latitude:R}, longitude: {point.Longitude:R} }}");

    /// <summary>Values by key, those whose keys have a dot gathered in mappings, each where its first value stands.</summary>
    public static IEnumerable<(string Key, string Text)> Gathered(IEnumerable<(string Key, string Text)> values) =>
        values.GroupBy(v => v.Key.Split('.')[0]).SelectMany(group => group.First().Key == group.Key
            ? group
            : (IEnumerable<(string, string)>)[(group.Key, Mapping(group.Select(v => (v.Key[(group.Key.Length + 1)..], v.Text))))]);

    private static string Mapping(IEnumerable<(string Key, string Text)> values) =>
        $"{{ {string.Join(", ", values.Select(v => $"{v.Key}: {v.Text}"))} }}";

    /// <summary>A text, without quotes where every YAML reader takes it for the same text.</summary>
    public static string Scalar(string text) => IsPlain(text) ? text : Quoted(text);

    /// <summary>A text that may be missing.</summary>
    public static string? Optional(string? text) => text is null ? null : Scalar(text);

    /// <summary>A day that may be missing.</summary>
    public static string? Optional(DateOnly? day) => day is { } known ? Measures.Text(known) : null;

    /// <summary>A text in double quotes (YAML 1.2.2, clause 7.3.1), with escapes for all that isn't seen.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                ' ' => quoted.Append(c),
                _ when IsUnseen(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsPlain(string text) =>
        text.Length > 0 && char.IsLetter(text[0]) && text[^1] != ' ' && !_wordsWithOtherMeaning.Contains(text)
        && text.All(c => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || c is ' ' or '-' or '.' or '_' or '(' or ')');

    // Surrogate pairs stay as they are: an escape would hold one half of a character.
    private static bool IsUnseen(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.OtherNotAssigned;
}
