using RadioNet.Api.Links;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary>A node's links address on a command line.</summary>
internal static class LinksAddress
{
    /// <summary>Reads what an option was given; what is no such address ends the command.</summary>
    public static Func<string, Uri> Of(string option) => text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && LinkChannel.IsLinks(uri)
        ? uri
        : throw new Failure(
            $"{option} {text} không phải địa chỉ https://HOST:PORT.", $"{option} {text} is no https://HOST:PORT address.", 2);
}
