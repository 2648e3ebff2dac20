using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using RadioNet.Core.Calls;
using RadioNet.Core.Ports.Tiers;

namespace RadioNet.Core.Hosting;

/// <summary>
/// The one Orleans silo of the process, however many nodes run in it: alone in its cluster, on a free loopback port, without a
/// gateway. Its nodes stop before it does.
/// </summary>
public sealed class SiloHost : IAsyncDisposable
{
    /// <summary>For how long the silo may take to stop, after its nodes: together a stop is over in 5 s.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(1);

    private readonly IHost _host;

    private SiloHost(IHost host) => _host = host;

    /// <summary>The nodes that run in it.</summary>
    internal SiloNodes Nodes => _host.Services.GetRequiredService<SiloNodes>();

    /// <summary>Reads the plans that come to its nodes.</summary>
    internal PlanReadings Readings { get; } = new();

    /// <summary>Where the nodes' log lines go.</summary>
    internal ILoggerFactory Loggers => _host.Services.GetRequiredService<ILoggerFactory>();

    /// <summary>
    /// Starts the silo; when the task ends it takes nodes. <paramref name="parts"/> adds to, or takes the place of, its own parts,
    /// of which the logging is its nodes' too.
    /// </summary>
    public static async Task<SiloHost> StartAsync(Action<IServiceCollection>? parts = null, CancellationToken cancel = default)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = typeof(SiloHost).Assembly.GetName().Name });
        builder.Logging.AddStandardError();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTime);
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        builder.Services.AddSingleton<SiloNodes>();
        AddSilo(builder);
        parts?.Invoke(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancel).ConfigureAwait(false);
            return new SiloHost(host);
        }
        catch
        {
            await DisposeAsync(host).ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        await DisposeAsync(_host).ConfigureAwait(false);
    }

    private static void AddSilo(HostApplicationBuilder builder)
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

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The silo stops when its owner says so: a signal to the process is the nodes' to obey, which need the silo for their stop.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
