using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace RadioNet.Core.Tests.Access;

/// <summary>TLS to the links address and nothing above it.</summary>
internal static class RawLink
{
    /// <summary>Shakes hands; null shows no certificate.</summary>
    public static async Task<SslStream> OpenAsync(LinkRig rig, X509Certificate2? own)
    {
        var client = new TcpClient();
        await client.ConnectAsync(rig.Node.Addresses.Links!);
        var stream = new SslStream(client.GetStream());
        var options = rig.Check().Options(own is null ? null : () => own);
        (options.TargetHost, options.ApplicationProtocols) = ("radionet", [SslApplicationProtocol.Http2]);
        await stream.AuthenticateAsClientAsync(options);

        // HTTP/2's preface and empty settings, so that the server takes the connection for one.
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0"u8.ToArray());
        return stream;
    }
}
