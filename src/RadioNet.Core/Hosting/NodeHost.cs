using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Access;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Storage;
using RadioNet.Protocols.Identity;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;

namespace RadioNet.Core.Hosting;

/// <summary>One node in this process: its data folder, its web server and all its parts, from start to stop; its silo too when it is alone.</summary>
public sealed class NodeHost : IAsyncDisposable
{
    /// <summary>For how long the parts may take to stop; a stop is over in 5 s.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(4);

    private readonly FolderLock _folder;
    private readonly PlanDatabase _database;
    private readonly WebApplication _app;
    private readonly SiloHost? _ownSilo;

    private NodeHost(FolderLock folder, PlanDatabase database, WebApplication app, SiloHost? ownSilo) =>
        (_folder, _database, _app, _ownSilo) = (folder, database, app, ownSilo);

    /// <summary>Which node this is.</summary>
    public NodeIdentity Identity => _app.Services.GetRequiredService<NodeIdentity>();

    /// <summary>Where it listens.</summary>
    public NodeAddresses Addresses => _app.Services.GetRequiredService<NodeAddresses>();

    /// <summary>The node's parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>
    /// Starts a node; when the task ends everything listens. <paramref name="parts"/> adds to, or takes the place of, the
    /// node's own parts. What a person can mend is a <see cref="NodeStartException"/>.
    /// </summary>
    /// <param name="options">How it runs.</param>
    /// <param name="parts">More parts; null for none.</param>
    /// <param name="silo">The silo of a process that runs several nodes, which outlives them; null for one of the node's own.</param>
    /// <param name="cancel">Gives the start up.</param>
    public static async Task<NodeHost> StartAsync(
        NodeOptions options, Action<IServiceCollection>? parts = null, SiloHost? silo = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new NodeStartException(problems);
        }

        var folder = DataFolder.Take(options.DataFolder);
        PlanDatabase? database = null;
        WebApplication? app = null;
        SiloHost? ownSilo = null;
        Action<ILoggingBuilder> log = silo is null ? NodeLogging.AddStandardError : logging => logging.AddShared(silo, options.LogName);
        try
        {
            await NodeEnrollment.RunAsync(options, folder.Path, new LinkClock(TimeProvider.System), cancel).ConfigureAwait(false);
            database = new PlanDatabase(folder.Path, TimeProvider.System);
            silo ??= ownSilo = await SiloHost.StartAsync(parts: null, cancel).ConfigureAwait(false);
            await FirstPlan.FetchAsync(options, folder.Path, database, silo.Readings, new LinkClock(TimeProvider.System), log, cancel).ConfigureAwait(false);
            app = Build(options, folder, database, silo, log, parts);
            await app.StartAsync(cancel).ConfigureAwait(false);
            FillAddresses(app);
            return new NodeHost(folder, database, app, ownSilo);
        }
        catch (Exception failed)
        {
            await DisposeAsync(app, ownSilo, database, folder).ConfigureAwait(false);
            if (InUse(failed))
            {
                throw PortInUse(options, failed);
            }

            throw;
        }
    }

    /// <summary>Ends when the process is asked to stop and the node has stopped.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancel = default) => _app.WaitForShutdownAsync(cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await DisposeAsync(_app, _ownSilo, _database, _folder).ConfigureAwait(false);
    }

    private static WebApplication Build(
        NodeOptions options, FolderLock folder, PlanDatabase database, SiloHost silo, Action<ILoggingBuilder> log, Action<IServiceCollection>? parts)
    {
        // Empty: no settings files, no environment; what the node does is on its command line and in its plan.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(NodeHost).Assembly.GetName().Name });
        log(builder.Logging);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTime);
        builder.Services.AddSingleton(silo);
        builder.Services.AddNode(options, folder.Path, database);
        parts?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapNode();
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, NodeOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = ApiLimits.LargestMessage + 1024;
        kestrel.Listen(options.Web, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (options.WebCertificate is { } file)
            {
                listen.UseHttps(file);
            }
        });
        kestrel.Listen(options.Grpc, listen => listen.Protocols = HttpProtocols.Http2);
        if (kestrel.ApplicationServices.GetRequiredService<LinkEndpoint>() is { CanListen: true } links)
        {
            kestrel.Listen(options.Links, links.Configure);
        }
    }

    /// <summary>Kestrel lists its addresses in the order of listening: web, then gRPC, then links when there are any.</summary>
    private static void FillAddresses(WebApplication app)
    {
        var listening = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(address => IPEndPoint.Parse(new Uri(address).Authority)).ToList();
        var addresses = app.Services.GetRequiredService<NodeAddresses>();
        (addresses.Web, addresses.Grpc, addresses.Links) = (listening[0], listening[1], listening.ElementAtOrDefault(2));
        addresses.WebScheme = app.Services.GetRequiredService<NodeOptions>().WebCertificate is null ? "http" : "https";
    }

    private static bool InUse(Exception failed) =>
        failed is AddressInUseException || failed is not NodeStartException && failed.InnerException is { } inner && InUse(inner);

    private static NodeStartException PortInUse(NodeOptions options, Exception failed)
    {
        (string, IPEndPoint)[] listening = [("--grpc", options.Grpc), ("--links", options.Links)];
        var which = listening.FirstOrDefault(
            option => failed.Message.Contains(option.Item2.ToString(), StringComparison.Ordinal), ("--web", options.Web));
        return new NodeStartException(
            new LocalizedText(
                $"Cổng {which.Item2} đã có chương trình khác dùng. Hãy dừng chương trình đó, hoặc chọn cổng khác bằng {which.Item1} HOST:PORT (cổng 0 là cổng trống bất kỳ).",
                $"{which.Item2} is in use by another program. Stop that program, or choose another port with {which.Item1} HOST:PORT (port 0 is any free one)."),
            failed);
    }

    private static async ValueTask DisposeAsync(WebApplication? app, SiloHost? silo, PlanDatabase? database, FolderLock folder)
    {
        if (app is not null)
        {
            await app.DisposeAsync().ConfigureAwait(false);
        }

        if (silo is not null)
        {
            await silo.DisposeAsync().ConfigureAwait(false);
        }

        database?.Dispose();
        folder.Dispose();
    }
}
