using System.CommandLine;
using System.CommandLine.Invocation;

namespace RadioNet.Command.Terminal;

/// <summary>A verb's help: what it does, how to write it, its words, and examples to copy.</summary>
internal sealed class HelpPage(Language language) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>A verb with those above it, as one types it.</summary>
    public static string PathOf(Symbol symbol) =>
        symbol.Parents.FirstOrDefault() is { } parent ? $"{PathOf(parent)} {symbol.Name}" : "radionet";

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = Console.Out;
        output.WriteLine(command.Description);
        output.WriteLine();
        foreach (var usage in Usages(command))
        {
            output.WriteLine($"{language.Say("Cách dùng", "Usage")}: {usage}");
        }

        List(output, language.Say("Lệnh", "Verbs"), command.Subcommands.Where(verb => !verb.Hidden).Select(verb => (verb.Name, verb.Description?.Split('\n')[0])));
        List(output, language.Say("Từ", "Words"), command.Arguments.Select(argument => (Placeholder(argument), argument.Description)));
        List(output, language.Say("Tùy chọn", "Options"), Options(command).Select(option => (Written(option), option.Description)));
        if (command is Verb { Examples: { Count: > 0 } examples })
        {
            output.WriteLine();
            output.WriteLine($"{language.Say("Ví dụ", "Examples")}:");
            foreach (var example in examples)
            {
                output.WriteLine($"  {example}");
            }
        }

        return 0;
    }

    /// <summary>How a verb is written; one that does something by itself and has verbs below it, both ways.</summary>
    private static IEnumerable<string> Usages(System.CommandLine.Command command)
    {
        if (command.Arguments.Count > 0 || command.Subcommands.Count == 0)
        {
            var words = command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues == 0 ? $"[{Placeholder(argument)}]" : Placeholder(argument));
            yield return string.Join(' ', [PathOf(command), .. words, "[OPTIONS]"]);
        }

        if (command.Subcommands.Count > 0)
        {
            yield return $"{PathOf(command)} VERB [OPTIONS]";
        }
    }

    private static IEnumerable<Option> Options(System.CommandLine.Command command)
    {
        var above = command.Parents.OfType<System.CommandLine.Command>();
        return command.Options.Concat(above.SelectMany(Options).Where(option => option.Recursive)).Where(option => !option.Hidden);
    }

    private static string Placeholder(Argument argument) =>
        argument.Name + (argument.Arity.MaximumNumberOfValues > 1 ? "…" : "");

    private static string Written(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias.StartsWith('-') && alias.Length == 2).Append(option.Name));
        return option.ValueType == typeof(bool) || option.HelpName is null ? names : $"{names} {option.HelpName}";
    }

    private static void List(TextWriter output, string title, IEnumerable<(string Name, string? Text)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0)
        {
            return;
        }

        var width = list.Max(row => row.Name.Length);
        output.WriteLine();
        output.WriteLine($"{title}:");
        foreach (var (name, text) in list)
        {
            output.WriteLine($"  {name.PadRight(width)}  {text}".TrimEnd());
        }
    }
}
