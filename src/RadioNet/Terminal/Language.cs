using RadioNet.Plan.Model;

namespace RadioNet.Command.Terminal;

/// <summary>The language of what people read; JSON is never translated.</summary>
internal sealed record Language(bool IsVietnamese)
{
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    /// <summary>
    /// <c>--lang</c> in the words, else the first of LC_ALL, LC_MESSAGES and LANG that is set, as POSIX has it. It is needed
    /// before the words are parsed, because the help and the errors speak it too.
    /// </summary>
    public static Language Of(IReadOnlyList<string> words, Func<string, string?> environment)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].StartsWith("--lang=", StringComparison.Ordinal))
            {
                return new Language(words[i] == "--lang=vi");
            }

            if (words[i] == "--lang" && i + 1 < words.Count)
            {
                return new Language(words[i + 1] == "vi");
            }
        }

        var locale = Variables.Select(environment).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return new Language(locale?.StartsWith("vi", StringComparison.OrdinalIgnoreCase) ?? false);
    }

    public string Say(string vi, string en) => IsVietnamese ? vi : en;

    public string Say(LocalizedText text) => IsVietnamese ? text.Vi : text.En;

    public string Say(Api.LocalizedText text) => IsVietnamese ? text.Vi : text.En;
}
