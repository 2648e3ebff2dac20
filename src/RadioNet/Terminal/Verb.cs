using System.CommandLine;
using RadioNet.Command.Client;

namespace RadioNet.Command.Terminal;

/// <summary>A verb of the command with its examples.</summary>
internal sealed class Verb : System.CommandLine.Command
{
    private readonly Language _language;

    public Verb(Language language, string name, string vi, string en, params string[] examples)
        : base(name, language.Say(vi, en))
    {
        _language = language;
        Examples = examples;
    }

    /// <summary>Lines to copy.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Adds a number, such as an id.</summary>
    public Argument<uint> Number(string name, string vi, string en)
    {
        var argument = new Argument<uint>(name) { Description = _language.Say(vi, en) };
        Add(argument);
        return argument;
    }

    public Argument<string> Word(string name, string vi, string en)
    {
        var argument = new Argument<string>(name) { Description = _language.Say(vi, en) };
        Add(argument);
        return argument;
    }

    public Option<T> Option<T>(string name, string? value, string vi, string en)
    {
        var option = new Option<T>(name) { Description = _language.Say(vi, en), HelpName = value };
        Add(option);
        return option;
    }

    /// <summary>Makes it a verb that asks a node: gives it <c>--server</c> and <c>--json</c>, and what it does.</summary>
    public Verb Asks(Func<ParseResult, NodeClient, Output, CancellationToken, Task> act)
    {
        var server = Option<string>("--server", "URL", $"Nút mạng (mặc định {NodeClient.UsualServer})", $"The node ({NodeClient.UsualServer} otherwise)");
        var json = Option<bool>("--json", null, "Kết quả cho máy đọc, một đối tượng một dòng", "For machines: one object a line");
        SetAction(async (parsed, cancel) =>
        {
            using var client = NodeClient.To(parsed.GetValue(server) ?? NodeClient.UsualServer);
            var output = new Output(Console.Out, _language, parsed.GetValue(json));
            await client.GuardAsync(() => act(parsed, client, output, cancel)).ConfigureAwait(false);
            return 0;
        });
        return this;
    }
}
