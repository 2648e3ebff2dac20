using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RadioNet.Api.Links;
using RadioNet.Core.Access;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Tests.Access;

/// <summary>Somebody in between who shows another certificate than the network's: the newcomer and the peer send nothing.</summary>
public sealed class ImpostorTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly TempFolder _mine = new();
    private readonly NetworkAuthority _network = NetworkAuthority.Create(Now);
    private readonly NetworkAuthority _other = NetworkAuthority.Create(Now);

    public void Dispose()
    {
        _network.Dispose();
        _other.Dispose();
        _mine.Dispose();
    }

    [Fact]
    public async Task Another_networks_node_of_the_same_name_hears_nothing() =>
        await HearsNothingAsync(Certificate(_other, LinkPeerKind.Node), _other.Certificate, EnrollmentFailure.OtherNetwork);

    [Fact]
    public async Task The_networks_own_CA_shown_beside_a_foreign_certificate_helps_nobody() =>
        await HearsNothingAsync(Certificate(_other, LinkPeerKind.Node), _network.Certificate, EnrollmentFailure.OtherNetwork);

    [Fact]
    public async Task A_forgery_under_the_CAs_name_is_seen()
    {
        // The CA's very name as issuer, the CA's certificate beside it, and another key's signature.
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var genuine = _network.Issue(Identity(LinkPeerKind.Node), new PublicKey(key), Now, LinkLifetimes.Usual);
        var request = new CertificateRequest(genuine.SubjectName, key, HashAlgorithmName.SHA256);
        foreach (var extension in genuine.Extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        using var forged = request.Create(
            _network.Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(forger), Now.AddDays(-1), Now.AddDays(90), [1, 2, 3]);
        await HearsNothingAsync(forged.CopyWithPrivateKey(key), _network.Certificate, EnrollmentFailure.OtherNetwork);
    }

    [Fact]
    public async Task A_site_of_the_network_is_no_node() =>
        await HearsNothingAsync(Certificate(_network, LinkPeerKind.Site), _network.Certificate, EnrollmentFailure.OtherNetwork);

    [Fact]
    public async Task A_node_whose_certificate_is_long_over_is_a_matter_of_clocks() => await HearsNothingAsync(
        Certificate(_network, LinkPeerKind.Node, Now.AddDays(-121)), _network.Certificate, EnrollmentFailure.ClockWrong);

    [Fact]
    public async Task Without_TLS_nothing_is_sent_to_anybody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var links = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        var failed = await Assert.ThrowsAsync<EnrollmentException>(() => Newcomer().EnrollAsync(links, Token()).WaitAsync(LinkRig.Bound));
        Assert.Equal(EnrollmentFailure.BadAddress, failed.Failure);
        Assert.False(listener.Pending());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = _network.Issue(Identity(LinkPeerKind.Site), new PublicKey(key), Now, LinkLifetimes.Usual);
        using var holder = LinkCredentials.Create(key, [issued.RawData, _network.Certificate.RawData], _network.KeyHash);
        Assert.Throws<ArgumentException>(() => LinkChannel.Open(links, new LinkHolder(holder), new LinkClock(TimeProvider.System)));
    }

    private static LinkIdentity Identity(LinkPeerKind kind) => LinkIdentity.Of("test-net", kind, "core");

    private static X509Certificate2 Certificate(NetworkAuthority authority, LinkPeerKind kind, DateTimeOffset? issued = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = authority.Issue(Identity(kind), new PublicKey(key), issued ?? Now, LinkLifetimes.Usual);
        return certificate.CopyWithPrivateKey(key);
    }

    private async Task HearsNothingAsync(X509Certificate2 shown, X509Certificate2 beside, EnrollmentFailure failure)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = HeardAsync(listener, shown, beside);
        var links = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        var failed = await Assert.ThrowsAsync<EnrollmentException>(() => Newcomer().EnrollAsync(links, Token()).WaitAsync(LinkRig.Bound));
        Assert.Equal(failure, failed.Failure);
        Assert.Contains("Nothing was sent", failed.Sentence.En, StringComparison.Ordinal);
        Assert.Equal(0, await heard.WaitAsync(LinkRig.Bound));
        shown.Dispose();
    }

    private Enrollment Newcomer() => new(new LinkStore(_mine.Path), new LinkClock(TimeProvider.System));

    private EnrollmentToken Token() => new(
        LinkIdentity.Of("test-net", LinkPeerKind.Site, "hill"), _network.KeyHash, RandomNumberGenerator.GetBytes(16), Now.AddHours(24));

    /// <summary>How many bytes come over TLS to who shows a certificate with another beside it.</summary>
    private static async Task<int> HeardAsync(TcpListener listener, X509Certificate2 shown, X509Certificate2 beside)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(shown, [beside], offline: true),
                ApplicationProtocols = [SslApplicationProtocol.Http2],
            });
            var heard = 0;
            var buffer = new byte[4096];
            while (await tls.ReadAsync(buffer) is > 0 and var count)
            {
                heard += count;
            }

            return heard;
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            return 0;
        }
    }
}
