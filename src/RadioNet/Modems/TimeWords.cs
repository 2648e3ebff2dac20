using System.CommandLine;
using RadioNet.Command.Demo;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Modems;

/// <summary>Options that take a span of time: 30s, 5m, 2h.</summary>
internal static class TimeWords
{
    public static Option<TimeSpan?> Span(Option<TimeSpan?> option, Language language)
    {
        option.CustomParser = result =>
        {
            var span = DemoVerb.ParseSpan(result.Tokens[0].Value);
            if (span is null)
            {
                result.AddError(language.Say(
                    $"{option.Name} {result.Tokens[0].Value} không phải là 30s, 5m hay 2h.", $"{option.Name} {result.Tokens[0].Value} is none of 30s, 5m, 2h."));
            }

            return span;
        };
        return option;
    }
}
