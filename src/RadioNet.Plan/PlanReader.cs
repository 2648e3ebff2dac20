using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;

namespace RadioNet.Plan;

/// <summary>Reads a network plan from YAML text: the whole plan, or everything that is wrong with it.</summary>
public static class PlanReader
{
    /// <summary>The longest text that is read, in UTF-16 units; 300,000 subscribers fit.</summary>
    public const int LongestText = 64 * 1024 * 1024;

    /// <summary>
    /// Reads a plan. Never throws on any text; time and memory are bounded by the text's length.
    /// The plan's numbered entries come back by number, the others in the order in which they stand.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="today">
    /// For a plan that is to be in force: the day in the network's own time. What stands or has its home in a place that ended by
    /// then is an error, and so is a password hash of no known form. A stored plan is read without it, because a day that passes, or
    /// another version, makes no plan unreadable.
    /// </param>
    public static PlanReading Read(string text, DateOnly? today = null) => Read(text, today, out _);

    /// <summary>Reads a plan, and gives where its entries name places; null where that was not come to.</summary>
    internal static PlanReading Read(string text, DateOnly? today, out References? references)
    {
        references = null;
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            return PlanReading.Failed([new PlanError(1, 1, $"This file has more than {LongestText} characters, which no network plan has. Is it the right file?")]);
        }

        var start = text.StartsWith('\uFEFF') ? text[1..] : text;
        if (FirstUnreadable(start) is { } error)
        {
            return PlanReading.Failed([error]);
        }

        var document = new DocumentReader(start, today);
        var plan = document.Read();
        references = document.References;
        return plan is null ? PlanReading.Failed(document.Errors.ByPlace()) : PlanReading.Of(plan);
    }

    /// <summary>
    /// The first character that no text file has (YAML 1.2.2, clause 5.1). Looked for first, as the parser takes
    /// a NUL for the end of the file and would lose the rest in silence.
    /// </summary>
    internal static PlanError? FirstUnreadable(string text)
    {
        var (line, start) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\n' or '\r')
            {
                i += c == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                (line, start) = (line + 1, i + 1);
            }
            else if ((c < ' ' && c != '\t') || c == '\u007f')
            {
                return new PlanError(line, i - start + 1, $"The control character U+{(int)c:X4} stands here. Is it a text file, saved as UTF-8?");
            }
            else if (char.IsSurrogate(c))
            {
                if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return new PlanError(line, i - start + 1, "Half a character stands here. Is it a text file, saved as UTF-8?");
                }

                i++;
            }
        }

        return null;
    }
}
