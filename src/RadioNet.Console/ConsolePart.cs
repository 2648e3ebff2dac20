using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RadioNet.Consoles;

/// <summary>The web console as a part of the process that serves it.</summary>
public static class ConsolePart
{
    /// <summary>The page's path.</summary>
    public const string Path = "/console";

    /// <summary>Adds it.</summary>
    /// <param name="services">The process's parts.</param>
    /// <param name="node">The address of the node's gRPC services, once it is known.</param>
    public static void Add(IServiceCollection services, Func<IServiceProvider, Uri> node)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        // Who keeps a page open keeps it for minutes of a lost line; a page's keys die with the process, and the page then loads anew.
        services.Configure<CircuitOptions>(circuits => circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(10));
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(forgery =>
        {
            forgery.Cookie.Name = "radionet-form";
            forgery.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddSingleton(provider => new ConsoleClient(() => node(provider)));
    }

    /// <summary>Serves it.</summary>
    public static void Map(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal), console => console.Use(SayHeadersAsync));
        app.UseAntiforgery();
        app.MapRazorComponents<Components.App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = "'none'");
        ConsoleAssets.Map(app);
        SignInEndpoints.Map(app);
        ReplayEndpoint.Map(app);
    }

    /// <summary>The page runs its own scripts alone, speaks to its own address alone, and lies in nobody's frame.</summary>
    private static Task SayHeadersAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "microphone=(self), camera=(), geolocation=()";
        context.Response.OnStarting(() =>
        {
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });

        return next(context);
    }

    /// <summary>Where a request comes from.</summary>
    internal static string SourceOf(HttpContext context) => (context.Connection.RemoteIpAddress ?? IPAddress.None).ToString();
}
