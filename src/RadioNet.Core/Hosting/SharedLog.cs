using Microsoft.Extensions.Logging;

namespace RadioNet.Core.Hosting;

/// <summary>The log of one node among several of a process: its lines go to the process's log, and say which node they are of.</summary>
internal sealed class SharedLog(ILoggerFactory process, string node) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => process.CreateLogger($"{node} {categoryName}");

    /// <summary>The process's log goes on.</summary>
    public void Dispose()
    {
    }
}
