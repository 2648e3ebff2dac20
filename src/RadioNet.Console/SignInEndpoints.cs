using Grpc.Core;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RadioNet.Api;

namespace RadioNet.Consoles;

/// <summary>Signing in and out, and the page's language. The token lies in a cookie that scripts of the page cannot read.</summary>
internal static class SignInEndpoints
{
    /// <summary>Where the browser keeps the token.</summary>
    public const string Cookie = "radionet-console";

    public const string Page = ConsolePart.Path + "/sign-in";

    /// <summary>Where its form goes; a page has its own address.</summary>
    public const string Form = ConsolePart.Path + "/enter";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Form, SignInAsync).DisableAntiforgery();
        app.MapPost(ConsolePart.Path + "/sign-out", SignOutAsync).DisableAntiforgery();
        app.MapGet(ConsolePart.Path + "/language/{code}", (string code, string? back, HttpContext context) =>
        {
            context.Response.Cookies.Append(Tongue.Cookie, code == "en" ? "en" : "vi", Options(context, DateTimeOffset.UtcNow.AddYears(1)));
            return Results.LocalRedirect(back is not null && back.StartsWith(ConsolePart.Path, StringComparison.Ordinal) && !back.Contains('\\') ? back : ConsolePart.Path);
        });
    }

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery forgery, ConsoleClient node)
    {
        if (!await forgery.IsRequestValidAsync(context).ConfigureAwait(false))
        {
            return Results.LocalRedirect($"{Page}?why=again");
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            var request = new SignInRequest { Name = $"{form["name"]}".Trim(), Password = $"{form["password"]}", Source = ConsolePart.SourceOf(context) };
            var signedIn = await node.Service.SignInAsync(request, cancellationToken: context.RequestAborted).ConfigureAwait(false);
            context.Response.Cookies.Append(Cookie, signedIn.Token, Options(context, signedIn.Expires.ToDateTimeOffset()));
            return Results.LocalRedirect(ConsolePart.Path);
        }
        catch (RpcException refused)
        {
            var why = refused.StatusCode switch
            {
                StatusCode.Unauthenticated or StatusCode.InvalidArgument => "wrong",
                StatusCode.ResourceExhausted => "later",
                _ => "down",
            };
            return Results.LocalRedirect($"{Page}?why={why}");
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery forgery, ConsoleClient node)
    {
        if (!await forgery.IsRequestValidAsync(context).ConfigureAwait(false))
        {
            return Results.LocalRedirect(ConsolePart.Path);
        }

        if (context.Request.Cookies[Cookie] is { Length: > 0 } token)
        {
            await node.Service.SignOutAsync(new SignOutRequest(), ConsoleClient.As(token), cancellationToken: context.RequestAborted).ConfigureAwait(false);
        }

        context.Response.Cookies.Delete(Cookie, Options(context, DateTimeOffset.UnixEpoch));
        return Results.LocalRedirect(Page);
    }

    private static CookieOptions Options(HttpContext context, DateTimeOffset until) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Expires = until,
        Path = ConsolePart.Path,
        IsEssential = true,
    };
}
