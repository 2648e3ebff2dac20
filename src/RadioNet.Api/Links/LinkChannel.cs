using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using RadioNet.Protocols.Identity;

namespace RadioNet.Api.Links;

/// <summary>The way of a link's lower end to a node's links address.</summary>
public static class LinkChannel
{
    /// <summary>From opening a connection to giving up on it.</summary>
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A channel that shows the holder's certificate, whichever is current when it connects, and speaks to nodes of the
    /// holder's network alone. An address that is not https is an <see cref="ArgumentException"/>. It connects at the first call, and again when a connection was lost.
    /// </summary>
    public static GrpcChannel Open(Uri links, LinkHolder holder, LinkClock clock)
    {
        ArgumentNullException.ThrowIfNull(holder);
        var check = new ServerCheck(holder.Current.AuthorityHash.ToArray(), clock) { Refuses = holder.Refuses };
        return Open(links, check, () => holder.Current.Certificate);
    }

    /// <summary>Whether an address is one of links, <c>https://HOST:PORT</c>: without TLS nobody would be checked.</summary>
    public static bool IsLinks(Uri address) => address is { IsAbsoluteUri: true } && address.Scheme == Uri.UriSchemeHttps;

    /// <summary>A channel with a check of one's own; <paramref name="own"/> gives the certificate to show, null to show none.</summary>
    internal static GrpcChannel Open(Uri links, ServerCheck check, Func<X509Certificate2>? own)
    {
        if (!IsLinks(links))
        {
            throw new ArgumentException($"{links} is no address of links, https://HOST:PORT.", nameof(links));
        }

        return GrpcChannel.ForAddress(links, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                SslOptions = check.Options(own),
                ConnectTimeout = ConnectTime,
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
            },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = ApiLimits.LargestMessage,
        });
    }
}
