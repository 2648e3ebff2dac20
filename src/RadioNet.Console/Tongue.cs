using Microsoft.AspNetCore.Http;

namespace RadioNet.Consoles;

/// <summary>The language of a page.</summary>
/// <param name="Vietnamese">Whether it is Vietnamese; else English.</param>
public sealed record Tongue(bool Vietnamese)
{
    /// <summary>The cookie that remembers what a person chose.</summary>
    internal const string Cookie = "radionet-language";

    /// <summary><c>vi</c> or <c>en</c>.</summary>
    public string Code => Vietnamese ? "vi" : "en";

    /// <summary>The one of two texts.</summary>
    public string Say(string vi, string en) => Vietnamese ? vi : en;

    /// <summary>What a person chose, else what the browser likes best; Vietnamese when it does not say.</summary>
    internal static Tongue Of(HttpRequest request)
    {
        if (request.Cookies[Cookie] is "vi" or "en")
        {
            return new Tongue(request.Cookies[Cookie] == "vi");
        }

        var liked = request.Headers.AcceptLanguage.ToString();
        var vietnamese = liked.IndexOf("vi", StringComparison.OrdinalIgnoreCase);
        var english = liked.IndexOf("en", StringComparison.OrdinalIgnoreCase);
        return new Tongue(english < 0 || (vietnamese >= 0 && vietnamese < english));
    }
}
