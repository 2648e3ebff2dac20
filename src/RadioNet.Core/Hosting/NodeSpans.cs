using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RadioNet.Core.Records.Traces;

namespace RadioNet.Core.Hosting;

/// <summary>Sends the spans of calls to who collects them.</summary>
internal static class NodeSpans
{
    public static void AddSpans(this IServiceCollection services, NodeOptions options)
    {
        if (options.Otlp is not { } collector)
        {
            return;
        }

        services.AddOpenTelemetry().WithTracing(tracing => tracing
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("radionet", serviceInstanceId: options.NodeId))
            .SetSampler(new AlwaysOnSampler())
            .AddSource(CallSpans.SourceName)
            .AddOtlpExporter(exporter =>
            {
                exporter.Endpoint = collector;
                exporter.Protocol = collector.AbsolutePath.Length > 1 ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
            }));
    }
}
