using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using RadioNet.Api;
using RadioNet.BaseStation.Link;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Tools;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Plan;
using RadioNet.Protocols.Mmdvm;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;

namespace RadioNet.Command.Modems;

/// <summary>Collects the parts of a support bundle; a part that can't be had is noted, and the others are.</summary>
internal sealed class ReportCollector(ModemWords words, SetupWords setup, ParseResult parsed, Language language, TimeSpan length)
{
    private const int MostLog = 1024 * 1024;
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    private static readonly LocalizedText _ports = new("các cổng nối tiếp", "the serial ports");
    private static readonly LocalizedText _probe = new("modem và trạng thái", "the modem and its status");
    private static readonly LocalizedText _monitor = new("modem nghe và làm gì, mỗi giây một dòng", "what the modem heard and did, a line a second");
    private static readonly LocalizedText _plan = new("phần quy hoạch của trạm gốc, không có bí mật", "the base station's part of the plan, without secrets");
    private static readonly LocalizedText _log = new("nhật ký, phần cuối", "a log, its end");

    private readonly SupportBundle _bundle = new();

    public async Task<SupportBundle> CollectAsync(IReadOnlyList<string> logs, CancellationToken cancel)
    {
        var folder = words.Folder(parsed);
        _bundle.Add("versions.json", new("phiên bản chương trình và hệ điều hành", "versions of program and system"), Json(output => output.Object(WriteVersions)));
        _bundle.Add("ports.jsonl", _ports, Json(output => new ModemPortScanner().List().ToList().ForEach(port => output.Object(json => PortsVerb.Write(json, new FoundPort(port, null, null))))));
        await TryAsync(_probe, () => ModemAsync(cancel)).ConfigureAwait(false);
        if (folder is not null) HeldPlan(folder);
        if (setup.Path(parsed) is { } path) await TryAsync(_plan, () => PlanAsync(path, cancel)).ConfigureAwait(false);
        foreach (var log in folder is null ? logs : [.. Directory.EnumerateFiles(folder, "*.log").Order(StringComparer.Ordinal), .. logs])
        {
            await TryAsync(_log, () => LogAsync(log, cancel)).ConfigureAwait(false);
        }

        return _bundle;
    }

    private static void WriteVersions(System.Text.Json.Utf8JsonWriter json)
    {
        json.WriteString("radionet", typeof(ReportCollector).Assembly.GetName().Version?.ToString(3));
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        json.WriteString("system", RuntimeInformation.OSDescription);
        json.WriteString("architecture", RuntimeInformation.OSArchitecture.ToString());
        json.WriteNumber("processors", Environment.ProcessorCount);
        json.WriteString("at", DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task ModemAsync(CancellationToken cancel)
    {
        var access = await words.OpenAsync(parsed, cancel).ConfigureAwait(false);
        var findings = await ProbedAsync(access, cancel).ConfigureAwait(false);
        _bundle.Add("probe.json", _probe, Json(output => output.Object(json => ProbeVerb.Write(json, access.Name, findings))));
        var desk = await ModemDesk.TakeAsync(access, cancel).ConfigureAwait(false);
        await using var scope = desk.ConfigureAwait(false);
        var carrier = (await setup.ReadAsync(parsed, findings, cancel).ConfigureAwait(false)).Wanted;
        if (access.IsPort) await desk.SetUpAsync(carrier.Setup, ModemState.Dmr, cancel).ConfigureAwait(false);
        var board = new MonitorBoard(desk.Modem, carrier.Setup.Rssi);
        var lines = new StringWriter();
        var output = new Output(lines, language, json: true);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        over.CancelAfter(length);
        await ModemFeed.RunAsync(access, frame => board.Take(frame), _second, now => output.Object(json => MonitorJson.Write(json, board.Moment(now))), over.Token).ConfigureAwait(false);
        _bundle.Add("monitor.jsonl", _monitor, lines.ToString());
    }

    private static async Task<ModemFindings> ProbedAsync(IModemAccess access, CancellationToken cancel)
    {
        try
        {
            return await access.ProbeAsync(cancel).ConfigureAwait(false);
        }
        catch
        {
            await access.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void HeldPlan(string folder)
    {
        if (new PlanStore(folder).Load() is { } held)
            _bundle.Add("plan.yaml", _plan, $"# revision {held.Revision}\n{PlanWriter.Write(held.Plan)}");
        else
            _bundle.Miss(_plan, new($"{folder} chưa có quy hoạch nào.", $"{folder} holds no plan."));
    }

    private async Task PlanAsync(CarrierPath path, CancellationToken cancel)
    {
        using var node = NodeClient.To(setup.Server(parsed));
        await node.GuardAsync(async () =>
        {
            var export = await node.Plan.ExportAsync(new ExportRequest(), cancellationToken: cancel);
            var plan = PlanReader.Read(export.Text).Plan;
            var part = plan is null ? null : PlanTrim.ForStation(new PlanIndex(plan, export.Revision), path.Site, path.BaseStation);
            if (part is null) throw new Failure($"Quy hoạch không có trạm gốc {path}.", $"The plan has no base station {path}.");
            _bundle.Add("plan.yaml", _plan, $"# revision {export.Revision}\n{PlanWriter.Write(part)}");
        }).ConfigureAwait(false);
    }

    private async Task LogAsync(string file, CancellationToken cancel)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await using var scope = stream.ConfigureAwait(false);
        if (stream.Length > MostLog) stream.Seek(-MostLog, SeekOrigin.End);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        _bundle.Add(Path.GetFileName(file), _log, await reader.ReadToEndAsync(cancel).ConfigureAwait(false));
    }

    private async Task TryAsync(LocalizedText what, Func<Task> collect)
    {
        try
        {
            await collect().ConfigureAwait(false);
        }
        catch (ModemAccessException refused)
        {
            _bundle.Miss(what, refused.Text);
        }
        catch (Failure failed) when (failed.ExitCode == 1)
        {
            _bundle.Miss(what, failed.Sentences[0]);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            _bundle.Miss(what, LocalizedText.Same(failed.Message));
        }
    }

    private string Json(Action<Output> write)
    {
        var text = new StringWriter();
        write(new Output(text, language, json: true));
        return text.ToString();
    }
}
