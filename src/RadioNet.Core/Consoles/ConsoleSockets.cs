using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RadioNet.Core.Hosting;

namespace RadioNet.Core.Consoles;

/// <summary>Speech of consoles over a WebSocket at the web address, for browsers: <c>GET /console/audio</c>, subprotocol <see cref="Protocol"/>.</summary>
internal static class ConsoleSockets
{
    /// <summary>The subprotocol; what it says is in <c>firmware-interfaces/console-audio</c>.</summary>
    public const string Protocol = "radionet.audio.1";

    /// <summary>Where it is.</summary>
    public const string Path = "/console/audio";

    /// <summary>Talkgroups that one console may listen to.</summary>
    public const int MostTalkgroups = 1024;

    public static void MapConsoleSockets(this WebApplication app) => app.MapGet(Path, ServeAsync);

    private static async Task ServeAsync(HttpContext context)
    {
        var services = context.RequestServices;
        if (context.Connection.LocalPort != services.GetRequiredService<NodeAddresses>().Web?.Port)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest || !context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol))
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            await context.Response.WriteAsync($"A WebSocket with the subprotocol {Protocol} is served here.").ConfigureAwait(false);
            return;
        }

        if (!IsOfThisSite(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { SubProtocol = Protocol, DangerousEnableCompression = false }).ConfigureAwait(false);
        using var stops = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        await new ConsoleSocket(socket, services.GetRequiredService<ConsoleHub>(), services.GetRequiredService<TimeProvider>()).RunAsync(stops.Token).ConfigureAwait(false);
    }

    /// <summary>Whether a page of this very address asks; a program that is no browser says nothing of pages.</summary>
    private static bool IsOfThisSite(HttpRequest request) =>
        request.Headers.Origin is not [{ Length: > 0 } origin] || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority == request.Host.Value);
}
