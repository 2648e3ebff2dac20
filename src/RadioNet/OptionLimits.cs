using System.CommandLine;
using System.Globalization;
using RadioNet.Command.Terminal;

namespace RadioNet.Command;

/// <summary>Limits of the numbers that options take.</summary>
internal static class OptionLimits
{
    /// <summary>
    /// Refuses numbers below <paramref name="least"/>. It reads the word and not the value: a word that is no number has its own
    /// sentence, and asking for its value throws.
    /// </summary>
    public static Option<T> AtLeast<T>(this Option<T> option, int least, Language language)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && value < least)
            {
                result.AddError(language.Say($"{option.Name} phải từ {least}.", $"{option.Name} must be {least} or more."));
            }
        });
        return option;
    }
}
