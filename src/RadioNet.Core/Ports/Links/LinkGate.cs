using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RadioNet.Core.Ports.Links;

/// <summary>
/// Keeps the links address and the others apart: services of links answer there alone, and nothing else does. What decides
/// is the connection that a request came by, never what it says of itself.
/// </summary>
internal static class LinkGate
{
    public static void UseLinkGate(this WebApplication app) => app.Use(PassAsync);

    private static Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var link = context.Features.Get<LinkConnection>();
        var service = context.GetEndpoint()?.Metadata;
        var ofLinks = service?.GetMetadata<ServedOnLinksAttribute>() is not null;
        var open = ofLinks && service!.GetMetadata<WithoutCertificateAttribute>() is not null;
        return (link, ofLinks) switch
        {
            (null, false) => next(context),
            (null, true) => RefuseAsync(context, StatusCode.Unimplemented, "This is served on the links address."),
            ({ Peer: null }, _) when !open => RefuseAsync(context, StatusCode.Unauthenticated, link.Refusal),
            (_, false) => RefuseAsync(context, StatusCode.Unimplemented, "This is not served on links."),
            _ => next(context),
        };
    }

    /// <summary>A gRPC answer that is trailers alone, sent as headers; something else than gRPC gets 404.</summary>
    private static Task RefuseAsync(HttpContext context, StatusCode status, string detail)
    {
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) != true)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = Uri.EscapeDataString(detail);
        return Task.CompletedTask;
    }
}
