using Microsoft.Extensions.Diagnostics.HealthChecks;
using RadioNet.Core.Records;

namespace RadioNet.Core.Hosting;

/// <summary>The node is healthy while it carries calls and keeps their records; lost records make it degraded.</summary>
internal sealed class NodeHealth(RecordWriter writer) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(writer.Lost == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"{writer.Lost} call records were lost since the start."));
}
