using System.CommandLine;
using RadioNet.Api;
using RadioNet.BaseStation.Tools;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Plan;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;

namespace RadioNet.Command.Modems;

/// <summary>The words by which the verbs say how a modem is to be set up: the plan's own keys and values, and whose carrier they begin with.</summary>
internal sealed class SetupWords
{
    private readonly Argument<string[]> _words;
    private readonly Option<string> _from;
    private readonly Option<string> _server;

    public SetupWords(Verb verb, Language language, bool isApplied = false)
    {
        _words = new Argument<string[]>("KEY=VALUE")
        {
            Description = language.Say(
                "Khóa và giá trị như trong quy hoạch: receive=416.0125MHz transmit=421.0125MHz color-code=1 receive-level=45% invert=receive",
                "The plan's keys and values: receive=416.0125MHz transmit=421.0125MHz color-code=1 receive-level=45% invert=receive"),
            Arity = ArgumentArity.ZeroOrMore,
        };
        verb.Add(_words);
        _from = isApplied
            ? verb.Option<string>("--apply", "SITE/BASE-STATION/CARRIER", "Bắt đầu như quy hoạch nói về sóng mang này, và cuối cùng ghi kết quả vào đó", "Begins as the plan says of this carrier, and puts what was found there in the end")
            : verb.Option<string>("--from", "SITE/BASE-STATION/CARRIER", "Bắt đầu như quy hoạch nói về sóng mang này", "Begins as the plan says of this carrier");
        _server = verb.Option<string>("--server", "URL", $"Nút có quy hoạch (mặc định {NodeClient.UsualServer})", $"The node that has the plan ({NodeClient.UsualServer} otherwise)");
    }

    /// <summary>The carrier of the network's plan that is named; null when none is.</summary>
    public CarrierPath? Path(ParseResult parsed) => parsed.GetValue(_from) is { } text ? CarrierPath.Parse(text, needsCarrier: true) : null;

    public string Server(ParseResult parsed) => parsed.GetValue(_server) ?? NodeClient.UsualServer;

    /// <summary>What it begins with: the plan's carrier, or one on the bench; and that with the words.</summary>
    public async Task<(BenchCarrier Planned, BenchCarrier Wanted)> ReadAsync(ParseResult parsed, CancellationToken cancel)
    {
        var planned = Path(parsed) is { } path ? await PlannedAsync(parsed, path, cancel).ConfigureAwait(false) : BenchCarrier.Default;
        return (planned, With(planned, parsed.GetValue(_words) ?? []));
    }

    /// <summary>A carrier with words; wrong ones end the command.</summary>
    public static BenchCarrier With(BenchCarrier carrier, IReadOnlyCollection<string> words)
    {
        var (with, errors) = carrier.With(words);
        return with ?? throw new Failure([.. errors.Select(error => LocalizedText.Same(error.Message))], 2);
    }

    private async Task<BenchCarrier> PlannedAsync(ParseResult parsed, CarrierPath path, CancellationToken cancel)
    {
        using var node = NodeClient.To(Server(parsed));
        BenchCarrier? found = null;
        await node.GuardAsync(async () =>
        {
            var export = await node.Plan.ExportAsync(new ExportRequest(), cancellationToken: cancel);
            found = PlanReader.Read(export.Text).Plan is { } plan ? BenchCarrier.Of(plan, path.Site, path.BaseStation, path.Carrier) : null;
        }).ConfigureAwait(false);
        return found ?? throw new Failure(
            $"Quy hoạch không có sóng mang {path}. 'radionet site list' liệt kê các sóng mang.", $"The plan has no carrier {path}. 'radionet site list' lists them.");
    }
}
