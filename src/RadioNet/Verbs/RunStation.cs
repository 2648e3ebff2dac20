using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using RadioNet.BaseStation.Hosting;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary>The life of a base station's controller in this process.</summary>
internal static class RunStation
{
    public static async Task<int> RunAsync(StationOptions options, Output output, CancellationToken cancel)
    {
        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new Failure(problems, 2);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var loggers = LoggerFactory.Create(ToStandardError);
        try
        {
            await using var host = await StationHost.StartAsync(options, loggers, TimeProvider.System, stop.Token).ConfigureAwait(false);
            await host.ReadyAsync(stop.Token).ConfigureAwait(false);
            SayReady(host, options, output);
            await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (StationStartException cannot)
        {
            throw new Failure([cannot.Sentence]);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped before it was ready.
        }

        return 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static void ToStandardError(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.UseUtcTimestamp = true;
            format.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            format.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.AddFilter("Grpc", LogLevel.Warning);
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
    }

    private static void SayReady(StationHost host, StationOptions options, Output output)
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
