using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CsCheck;
using RadioNet.Protocols.Identity;

namespace RadioNet.Protocols.Tests.Identity;

public sealed class LinkCertificateTests : IDisposable
{
    private const string Site = "radionet://dak-lak/site/tan-loi-hill";
    private const string Node = "radionet://dak-lak/node/core-dak-lak";
    private static readonly DateTimeOffset Now = TestAuthority.Now;
    private static readonly TimeSpan Grace = TimeSpan.FromDays(30);
    private readonly TestAuthority _network = new();

    public void Dispose() => _network.Dispose();

    [Theory]
    [InlineData(Site, TestAuthority.SiteUses, LinkPeerKind.Site, "tan-loi-hill")]
    [InlineData(Node, TestAuthority.NodeUses, LinkPeerKind.Node, "core-dak-lak")]
    public void A_certificate_of_the_network_names_its_holder(string uri, string uses, LinkPeerKind kind, string id)
    {
        using var certificate = _network.Issue([uri], uses);
        foreach (var wanted in new LinkPeerKind?[] { kind, null })
        {
            var verdict = LinkCertificate.Verify(certificate, _network.Certificate, wanted, Now, Grace);
            Assert.Equal((LinkCertificateStatus.Valid, false), (verdict.Status, verdict.IsInGrace));
            Assert.Equal(("dak-lak", kind, id), (verdict.Identity!.Network, verdict.Identity.Kind, verdict.Identity.Id));
        }

        var other = kind == LinkPeerKind.Node ? LinkPeerKind.Site : LinkPeerKind.Node;
        Assert.Equal(LinkCertificateStatus.WrongKind, LinkCertificate.Verify(certificate, _network.Certificate, other, Now, Grace).Status);
    }

    [Fact]
    public void Another_network_is_refused_even_under_the_same_name()
    {
        using var other = new TestAuthority();
        using var otherName = new TestAuthority("CN=another");
        using var forged = other.Issue([Site]);
        using var foreign = otherName.Issue([Site]);
        Assert.Equal(LinkCertificateStatus.Forged, Status(forged));
        Assert.Equal(LinkCertificateStatus.OtherAuthority, Status(foreign));
        Assert.Equal(LinkCertificateStatus.OtherAuthority, LinkCertificate.Verify(foreign, null, null, Now, Grace).Status);

        X509Certificate2[] sent = [foreign, otherName.Certificate, _network.Certificate];
        Assert.Same(_network.Certificate, LinkCertificate.FindAuthority(sent, LinkCertificate.KeyHash(_network.Certificate)));
        Assert.Null(LinkCertificate.FindAuthority(sent, LinkCertificate.KeyHash(other.Certificate)));
    }

    [Fact]
    public void A_byte_that_is_altered_is_seen() => Gen.Int[0, 10_000].Sample(
        place =>
        {
            using var certificate = _network.Issue([Site]);
            var bytes = certificate.RawData;
            bytes[place % bytes.Length] ^= 0x01;
            try
            {
                using var altered = X509CertificateLoader.LoadCertificate(bytes);
                return !LinkCertificate.Verify(altered, _network.Certificate, LinkPeerKind.Site, Now, Grace).IsValid;
            }
            catch (CryptographicException)
            {
                return true;
            }
        },
        iter: 200);

    [Fact]
    public void A_certificate_serves_from_its_begin_to_the_end_of_its_grace()
    {
        using var certificate = _network.Issue([Site]);
        var end = Now.AddDays(90);
        LinkVerdict At(DateTimeOffset time) => LinkCertificate.Verify(certificate, _network.Certificate, null, time, Grace);
        Assert.Equal(LinkCertificateStatus.NotYetValid, At(Now.AddSeconds(-1)).Status);
        Assert.Equal((LinkCertificateStatus.Valid, false), (At(end).Status, At(end).IsInGrace));
        Assert.Equal((LinkCertificateStatus.Valid, true), (At(end.AddSeconds(1)).Status, At(end.AddSeconds(1)).IsInGrace));
        Assert.True(At(end + Grace).IsValid);
        Assert.Equal(LinkCertificateStatus.Expired, At(end + Grace + TimeSpan.FromSeconds(1)).Status);
        Assert.Equal(
            LinkCertificateStatus.Expired, LinkCertificate.Verify(certificate, _network.Certificate, null, end.AddSeconds(1), TimeSpan.Zero).Status);
    }

    [Fact]
    public void What_is_not_of_a_link_is_refused()
    {
        X509Certificate2[] others =
        [
            _network.Issue([]),
            _network.Issue(["https://core.example"]),
            _network.Issue([Site, Node]),
            _network.Issue(["radionet://dak-lak/user/an"]),
            _network.Issue([Site], authority: true),
            _network.Issue([Site], TestAuthority.NodeUses),
            _network.Issue([Node], TestAuthority.SiteUses),
            _network.Issue([], more: request =>
            {
                var names = new SubjectAlternativeNameBuilder();
                names.AddDnsName("radionet");
                request.CertificateExtensions.Add(names.Build());
            }),
        ];
        Assert.All(others, certificate => Assert.Equal(LinkCertificateStatus.NotALink, Status(certificate)));
        Array.ForEach(others, certificate => certificate.Dispose());
    }

    [Fact]
    public void Renewal_is_due_at_two_thirds_of_the_life()
    {
        var times = LinkLifetimes.Usual;
        Assert.Equal(Now.AddDays(60), times.RenewalOf(Now - times.Backdating, Now + times.Certificate));
    }

    private LinkCertificateStatus Status(X509Certificate2 certificate) =>
        LinkCertificate.Verify(certificate, _network.Certificate, null, Now, Grace).Status;
}
