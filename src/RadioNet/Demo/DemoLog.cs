using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.Core.Hosting;

namespace RadioNet.Command.Demo;

/// <summary>
/// What the nodes and base stations of a demonstration say on standard error: warnings, as long as it runs. At its end each leaves its
/// parent, and would say so.
/// </summary>
/// <param name="silent">Whether they say nothing at all, because the terminal shows something else.</param>
internal sealed class DemoLog(bool silent)
{
    private volatile bool _isOver;

    /// <summary>The demonstration is over: nothing more is said.</summary>
    public void End() => _isOver = true;

    /// <summary>Sets a node's parts up.</summary>
    public void Quieten(IServiceCollection parts)
    {
        parts.AddSingleton<IHostLifetime, QuietLifetime>();
        parts.AddLogging(Quieten);
    }

    /// <summary>Loggers for what is no node.</summary>
    public ILoggerFactory Loggers() => LoggerFactory.Create(logging =>
    {
        logging.AddStandardError();
        Quieten(logging);
    });

    private void Quieten(ILoggingBuilder logging)
    {
        logging.SetMinimumLevel(silent ? LogLevel.None : LogLevel.Warning);
        logging.AddFilter((_, level) => !silent && !_isOver && level >= LogLevel.Warning);
    }
}
