using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.Core.Hosting;

namespace RadioNet.Core.Access;

/// <summary>Renews the certificate of a node below another, at the nearest of its parents that does; the root renews its own (<c>LinkUpkeep</c>).</summary>
internal sealed partial class NodeRenewal(NodeCredentials node, NodeOptions options, ILogger<NodeRenewal> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        node.RenewalFromAbove()?.RunAsync(() => options.Parents, failed => LogNotRenewed(log, failed.Message), stoppingToken) ?? Task.CompletedTask;

    [LoggerMessage(EventId = 4102, Level = LogLevel.Warning, Message = "The certificate of this node was not renewed: {Problem}")]
    private static partial void LogNotRenewed(ILogger logger, string problem);
}
