using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace RadioNet.Core.Hosting;

/// <summary>The one Orleans silo of the process: alone in its cluster, on a free loopback port, without a gateway.</summary>
internal static class NodeSilo
{
    public static void AddSilo(this WebApplicationBuilder builder)
    {
        var port = FreePort.Next();
        builder.UseOrleans(silo =>
        {
            // A cluster named after the process: two processes never take each other for silos of one cluster.
            var cluster = string.Create(CultureInfo.InvariantCulture, $"radionet-{Environment.ProcessId}-{port}");
            silo.UseLocalhostClustering(port, gatewayPort: 0, primarySiloEndpoint: null, serviceId: "radionet", clusterId: cluster);
            silo.Configure<EndpointOptions>(endpoints =>
            {
                endpoints.AdvertisedIPAddress = IPAddress.Loopback;
                endpoints.SiloPort = port;
                endpoints.GatewayPort = 0;
            });
        });
    }
}
