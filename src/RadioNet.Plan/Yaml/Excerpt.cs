using System.Text;

namespace RadioNet.Plan.Yaml;

/// <summary>Pieces of a plan's text inside a sentence: one line, short, without anything that moves a terminal's cursor.</summary>
internal static class Excerpt
{
    private const int Longest = 40;

    public static string Of(string text)
    {
        var shown = new StringBuilder(Math.Min(text.Length, Longest) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= Longest)
            {
                shown.Append('…');
                break;
            }

            shown.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? "?" : rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>A foreign message as the end of a sentence: first letter small, a full stop at its end.</summary>
    public static string Sentence(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return line.Length == 0 ? "it cannot be parsed." : char.ToLowerInvariant(line[0]) + line[1..] + ".";
    }
}
