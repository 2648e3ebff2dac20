using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using RadioNet.Command.Bench;
using RadioNet.Command.Client;
using RadioNet.Command.Demo;
using RadioNet.Command.Modems;
using RadioNet.Command.Radio;
using RadioNet.Command.Terminal;
using RadioNet.Command.Verbs;

namespace RadioNet.Command;

/// <summary>The <c>radionet</c> command: its verbs, and the exit code of what was asked (0 done, 1 failed, 2 wrong words).</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, Language language)
    {
        var root = Root(language);
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpPage)
        {
            return WrongWords(parsed, language);
        }

        // The verbs end themselves on Ctrl-C and SIGTERM: a node needs its own time to stop.
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
        try
        {
            return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
        }
        catch (Failure failure)
        {
            foreach (var sentence in failure.Sentences)
            {
                await Console.Error.WriteLineAsync(language.Say(sentence)).ConfigureAwait(false);
            }

            return failure.ExitCode;
        }
        catch (IOException broken) when (broken.InnerException is null && Console.IsOutputRedirected)
        {
            // Who read the output has gone (head, less): nothing is left to tell anybody.
            return 0;
        }
    }

    private static RootCommand Root(Language language)
    {
        var root = new RootCommand(language.Say(
            "Hệ thống quản lý mạng vô tuyến trung kế số của một tỉnh.", "The management of a province's digital trunked radio network."))
        {
            DemoVerb.Create(language),
            CoreVerb.Create(language),
            BaseStationVerb.Create(language),
            PlanVerb.Create(language),
            ApplyVerb.Create(language),
            ExportVerb.Create(language),
            HistoryVerb.Create(language),
            RollbackVerb.Create(language),
            TalkgroupVerb.Create(language),
            SubscriberVerb.Create(language),
            UserVerb.Create(language),
            SiteVerb.Create(language),
            NodeVerb.Create(language),
            CaVerb.Create(language),
            ModemVerb.Create(language),
            CallsVerb.Create(language),
            RadioVerb.Create(language),
            RecordingsVerb.Create(language),
            LocationsVerb.Create(language),
            TraceVerb.Create(language),
            AlarmsVerb.Create(language),
            OutagesVerb.Create(language),
            StatusVerb.Create(language),
            BenchVerb.Create(language),
            RelayVerb.Create(language),
        };
        root.Options.Add(new Option<string>("--lang")
        {
            Description = language.Say("Ngôn ngữ: vi hoặc en (mặc định theo LC_ALL, LANG)", "Language: vi or en (by LC_ALL or LANG otherwise)"),
            Recursive = true,
            HelpName = "vi|en",
        }.AcceptOnlyFromAmong("vi", "en"));
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Description = language.Say("Hướng dẫn", "This help");
            help.Action = new HelpPage(language);
        }

        foreach (var version in root.Options.OfType<VersionOption>())
        {
            version.Description = language.Say("Phiên bản", "The version");
        }

        return root;
    }

    private static int WrongWords(ParseResult parsed, Language language)
    {
        var verb = HelpPage.PathOf(parsed.CommandResult.Command);
        var error = parsed.UnmatchedTokens is [var word, ..]
            ? language.Say($"Không hiểu \"{word}\".", $"\"{word}\" makes no sense here.")
            : NotOfItsType(parsed.Errors[0], language) ?? parsed.Errors[0].Message;
        Console.Error.WriteLine(language.Say($"{verb}: {error} Xem '{verb} --help'.", $"{verb}: {error} See '{verb} --help'."));
        return 2;
    }

    /// <summary>The sentence for a word that can't be read as what its place takes; null when something else is wrong.</summary>
    private static string? NotOfItsType(ParseError error, Language language)
    {
        // The library's own sentence for it names a type of the runtime's.
        var isType = error.Message.Contains("as expected type", StringComparison.Ordinal);
        var tokens = (error.SymbolResult as ArgumentResult)?.Tokens ?? (error.SymbolResult as OptionResult)?.Tokens;
        return isType && tokens is [var token, ..]
            ? language.Say($"\"{token.Value}\" không phải là số hợp lệ.", $"\"{token.Value}\" is not a number that fits here.")
            : null;
    }
}
