using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace RadioNet.Core.Hosting;

/// <summary>Logs go to standard error, one line each, UTC; standard output carries what was asked for and nothing else.</summary>
public static class NodeLogging
{
    /// <summary>Sets a node's logging up, or a base station's.</summary>
    public static void AddStandardError(this ILoggingBuilder logging)
    {
        ArgumentNullException.ThrowIfNull(logging);
        logging.AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.UseUtcTimestamp = true;
            format.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            format.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;

            // Logging never makes anybody wait: what the terminal cannot take is dropped, and the console says how much.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
        logging.AddLevels();
    }

    /// <summary>Sets the logging of one node among several of a process up.</summary>
    internal static void AddShared(this ILoggingBuilder logging, SiloHost silo, string node)
    {
        logging.AddProvider(new SharedLog(silo.Loggers, node));
        logging.AddLevels();
    }

    /// <summary>Which lines of a node are written.</summary>
    internal static void AddLevels(this ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Grpc", LogLevel.Warning);
        logging.AddFilter("Orleans", LogLevel.Error);
        logging.AddFilter("Polly", LogLevel.Warning);

        // A start that fails is told once, as a sentence, by who started the node.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
    }
}
