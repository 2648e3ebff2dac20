using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RadioNet.Api;

namespace RadioNet.Consoles;

/// <summary>A recording as a browser plays it: what the node's service gives, under the browser's own cookie.</summary>
internal static class ReplayEndpoint
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet(ConsolePart.Path + "/replay", ReplayAsync);

    /// <summary>Where a call's recording is played from.</summary>
    public static string Url(string call, int part) => $"{ConsolePart.Path}/replay?call={Uri.EscapeDataString(call)}&part={part}";

    private static async Task<IResult> ReplayAsync(string call, int? part, HttpContext context, ConsoleClient node)
    {
        var wav = new MemoryStream();
        try
        {
            using var replay = node.Service.Replay(
                new ReplayRequest { Call = call, Part = part ?? 1 }, ConsoleClient.As(context.Request.Cookies[SignInEndpoints.Cookie] ?? ""), cancellationToken: context.RequestAborted);
            await foreach (var some in replay.ResponseStream.ReadAllAsync(context.RequestAborted).ConfigureAwait(false))
            {
                some.Octets.WriteTo(wav);
            }
        }
        catch (RpcException refused)
        {
            return Results.Text(refused.Status.Detail, statusCode: refused.StatusCode switch
            {
                StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
                StatusCode.NotFound => StatusCodes.Status404NotFound,
                StatusCode.InvalidArgument => StatusCodes.Status400BadRequest,
                StatusCode.FailedPrecondition => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status503ServiceUnavailable,
            });
        }

        // Whole, so that a browser can go to and fro in it.
        wav.Position = 0;
        return Results.Stream(wav, "audio/wav", enableRangeProcessing: true);
    }
}
