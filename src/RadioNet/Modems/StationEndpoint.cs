using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.BaseStation.Tools;

namespace RadioNet.Command.Modems;

/// <summary>Where a running base station serves a technician's tools: a socket that its own user alone may open.</summary>
internal sealed class StationEndpoint : IAsyncDisposable
{
    /// <summary>Octets of the longest name of a socket, unix(7), without its end.</summary>
    private const int LongestPath = 107;

    private readonly WebApplication _app;

    private StationEndpoint(WebApplication app, string path) => (_app, Path) = (app, path);

    /// <summary>The socket.</summary>
    public string Path { get; }

    /// <summary>Serves carriers in a data folder; null where the system has no such sockets, or the folder's name is too long for one.</summary>
    public static async Task<StationEndpoint?> StartAsync(string folder, IReadOnlyList<ICarrierAccess> carriers, CancellationToken cancel)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, StationAddress.SocketName));
        if (OperatingSystem.IsWindows() || System.Text.Encoding.UTF8.GetByteCount(path) > LongestPath) return null;

        // What a process that was killed has left; two controllers never share a data folder.
        File.Delete(path);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(StationEndpoint).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenUnixSocket(path, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc();
        builder.Services.AddRouting();
        builder.Services.AddSingleton(_ => new ModemApi(carriers));
        var app = builder.Build();
        app.MapGrpcService<ModemApi>();
        try
        {
            await app.StartAsync(cancel).ConfigureAwait(false);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return new StationEndpoint(app, path);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        await _app.StopAsync(limit.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        File.Delete(Path);
    }
}
