using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using RadioNet.Protocols.Identity;

namespace RadioNet.Api.Links;

/// <summary>
/// The TLS of who opens a link: the other end must be a node, certified by the CA whose key has a known hash. Nothing is sent
/// to one that is not, and no host name is looked at.
/// </summary>
public sealed class ServerCheck(byte[] authorityHash, LinkClock clock)
{
    /// <summary>What was thought of the last server's certificate; null before the first.</summary>
    public LinkVerdict? Last { get; private set; }

    /// <summary>Says of a node's certificate that holds whether to refuse it all the same; null refuses none.</summary>
    internal Func<X509Certificate2, bool>? Refuses { get; init; }

    /// <summary>TLS options; <paramref name="own"/> gives the certificate to show, null to show none.</summary>
    public SslClientAuthenticationOptions Options(Func<X509Certificate2>? own)
    {
        var options = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            RemoteCertificateValidationCallback = (_, certificate, chain, _) => Accepts(certificate, chain),
            CertificateChainPolicy = OwnCheckOnly(),

            // A resumed session would show the certificate of the session before.
            AllowTlsResume = false,
        };
        if (own is not null)
        {
            options.LocalCertificateSelectionCallback = (_, _, _, _, _) => own();
        }

        return options;
    }

    /// <summary>A chain policy under which the platform only collects what was sent: no store, no download, no revocation service.</summary>
    public static X509ChainPolicy OwnCheckOnly() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
        VerificationFlags = X509VerificationFlags.AllFlags,
    };

    private bool Accepts(X509Certificate? certificate, X509Chain? chain)
    {
        if (certificate is not X509Certificate2 server)
        {
            return false;
        }

        var authority = LinkCertificate.FindAuthority(chain?.ChainPolicy.ExtraStore ?? [], authorityHash);
        var verdict = LinkCertificate.Verify(server, authority, LinkPeerKind.Node, clock.Now, clock.Lifetimes.Grace);
        Last = verdict;
        return verdict.IsValid && Refuses?.Invoke(server) != true;
    }
}
