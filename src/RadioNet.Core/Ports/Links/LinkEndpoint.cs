using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using RadioNet.Api.Links;
using RadioNet.Core.Access;

namespace RadioNet.Core.Ports.Links;

/// <summary>
/// The TLS of the links address: HTTP/2 under TLS 1.3 or 1.2, with the node's current certificate. Who shows no certificate
/// gets as far as enrollment; who shows one of another network gets no connection.
/// </summary>
internal sealed class LinkEndpoint(NodeCredentials node, LinkAdmission admission, LinkConnections connections)
{
    private static readonly TimeSpan HandshakeTime = TimeSpan.FromSeconds(10);

    private (LinkCredentials Of, SslStreamCertificateContext Context)? _shown;

    /// <summary>Whether there is anything to serve links with.</summary>
    public bool CanListen => node.Holder is not null;

    public void Configure(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http2;
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = HandshakeTime,
            OnConnection = _ => ValueTask.FromResult(Options()),
        });
        listen.Use(next => connection => connections.RunAsync(connection, next));
    }

    private SslServerAuthenticationOptions Options() => new()
    {
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ServerCertificateContext = Shown(),
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate is null || (certificate is X509Certificate2 peer && admission.IsOfNetwork(peer)),
        CertificateChainPolicy = ServerCheck.OwnCheckOnly(),

        // A resumed session would have the identity of the session before.
        AllowTlsResume = false,
    };

    /// <summary>The current certificate with the CA's, which newcomers know by its key's hash alone.</summary>
    private SslStreamCertificateContext Shown()
    {
        var current = node.Holder!.Current;
        if (_shown is not { } shown || shown.Of != current)
        {
            shown = (current, SslStreamCertificateContext.Create(current.Certificate, [current.Authority], offline: true));
            _shown = shown;
        }

        return shown.Context;
    }
}
