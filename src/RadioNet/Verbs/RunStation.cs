using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RadioNet.BaseStation.Hosting;
using RadioNet.Command.Modems;
using RadioNet.Command.Terminal;
using RadioNet.Core.Hosting;

namespace RadioNet.Command.Verbs;

/// <summary>The life of a base station's controller in this process.</summary>
internal static partial class RunStation
{
    public static async Task<int> RunAsync(StationOptions options, Output output, CancellationToken cancel)
    {
        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new Failure(problems, 2);
        }

        using var stop = new StopSignals(cancel);
        using var loggers = LoggerFactory.Create(NodeLogging.AddStandardError);
        try
        {
            await using var host = await StationHost.StartAsync(options, loggers, TimeProvider.System, stop.Token).ConfigureAwait(false);
            await using var tools = await ServeToolsAsync(options, host, loggers.CreateLogger(nameof(RunStation)), stop.Token).ConfigureAwait(false);
            await host.ReadyAsync(stop.Token).ConfigureAwait(false);
            SayReady(host, options, tools?.Path, output);
            await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (StationStartException cannot)
        {
            throw new Failure([cannot.Sentence]);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            // Stopped before it was ready.
        }

        return 0;
    }

    /// <summary>The tools' socket; null, and said, when it cannot be had: the station serves without.</summary>
    private static async Task<StationEndpoint?> ServeToolsAsync(StationOptions options, StationHost host, ILogger log, CancellationToken cancel)
    {
        try
        {
            return await StationEndpoint.StartAsync(options.DataFolder, host.Carriers, cancel).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or SocketException)
        {
            LogNoTools(log, options.DataFolder, refused.Message);
            return null;
        }
    }

    [LoggerMessage(EventId = 5221, Level = LogLevel.Error, Message = "The tools of 'radionet modem --station' cannot be served in {Folder}: {Problem} The base station goes on without.")]
    private static partial void LogNoTools(ILogger logger, string folder, string problem);

    private static void SayReady(StationHost host, StationOptions options, string? tools, Output output)
    {
        if (output.Json)
        {
            output.Object(json =>
            {
                json.WriteBoolean("ready", true);
                json.WriteString("site", options.Site);
                json.WriteString("baseStation", options.BaseStation);
                json.WriteString("node", host.Node?.ToString().TrimEnd('/'));
                json.WriteStartObject("modems");
                foreach (var (carrier, port) in options.Modems)
                {
                    json.WriteString(carrier, port.ToString());
                }

                json.WriteEndObject();
                json.WriteWord("tools", tools is null ? "" : $"unix:{tools}");
            });
            return;
        }

        var language = output.Language;
        output.Line(language.Say(
            $"Trạm gốc {options.Site}/{options.BaseStation} đã sẵn sàng, nút {host.Node} phục vụ.",
            $"Base station {options.Site}/{options.BaseStation} is ready, served by {host.Node}."));
        foreach (var (carrier, port) in options.Modems)
        {
            output.Line($"  {carrier}  {port}");
        }

        output.Line(language.Say(
            $"Dữ liệu ở {Path.GetFullPath(options.DataFolder)}. Ctrl-C để dừng.",
            $"Data in {Path.GetFullPath(options.DataFolder)}. Ctrl-C stops it."));
    }
}
