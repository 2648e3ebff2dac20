using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Access;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Core.Tests.Access;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>How newcomers come in through nodes that have no CA, and how those who are in stay so.</summary>
public sealed class CertificateRelayTests : IAsyncLifetime
{
    private readonly TempFolder _mine = new(), _others = new();
    private TierNodes? _nodes;

    private TierNodes Nodes => _nodes!;

    public async ValueTask InitializeAsync()
    {
        _nodes = await TierNodes.StartAsync();
        await Nodes.AttachAsync(TierNodes.District, TierNodes.Root);
    }

    public async ValueTask DisposeAsync()
    {
        await Nodes.DisposeAsync();
        _mine.Dispose();
        _others.Dispose();
    }

    [Fact]
    public async Task A_node_that_knows_its_parent_alone_comes_in_through_it_and_lets_others_in()
    {
        await Nodes.AttachAsync(TierNodes.Commune, TierNodes.District);
        var token = await Nodes.Rig.TokenAsync("hill");
        using (var site = await EnrollAsync(TierNodes.Commune, _mine, token))
        {
            Assert.Equal("radionet://test-net/site/hill", site.Identity.ToString());
        }

        Assert.Contains(Nodes.Rig.Audit, entry => entry.Action == "certificate-issue" && entry.Detail.Contains("by way of core-commune by way of core-district", StringComparison.Ordinal));

        // Nobody else gets in with it, wherever they try.
        var refused = await Assert.ThrowsAsync<EnrollmentException>(() => EnrollAsync(TierNodes.District, _others, token));
        Assert.Equal(EnrollmentFailure.Refused, refused.Failure);
        Assert.Contains("used by another device", refused.Message, StringComparison.Ordinal);
        Assert.Null(new LinkStore(_others.Path).Load());
    }

    [Fact]
    public async Task A_lost_answer_is_given_again_to_the_same_key_by_another_node_too()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = await Nodes.Rig.TokenAsync("hill");
        var ask = new CertificateAsk
        {
            SigningRequest = ByteString.CopyFrom(new CertificateRequest("CN=radionet", key, HashAlgorithmName.SHA256).CreateSigningRequest()),
            Secret = ByteString.CopyFrom(token.Secret),
        };
        var first = await Nodes.Part<CertificateRelay>(TierNodes.District).AskAsync(ask, default);
        var again = await Nodes.Part<CertificateRelay>(TierNodes.District).AskAsync(ask, default);
        var atRoot = await Nodes.Part<CertificateRelay>(TierNodes.Root).AskAsync(ask, default);
        Assert.Equal(2, first.Chain.Count);
        Assert.Equal(first.Chain, again.Chain);
        Assert.Equal(first.Chain, atRoot.Chain);
        Assert.Single((await Nodes.Rig.Access.ListCertificatesAsync(new ListCertificatesRequest { Id = "hill" })).Certificates);
    }

    [Fact]
    public async Task Without_the_root_a_newcomer_is_told_what_to_do_and_its_token_is_good_later()
    {
        var token = await Nodes.Rig.TokenAsync("hill");
        await CutOffAsync();
        var refused = await Assert.ThrowsAsync<EnrollmentException>(() => EnrollAsync(TierNodes.District, _mine, token));
        Assert.Equal(EnrollmentFailure.RootAway, refused.Failure);
        Assert.Contains("name the root's address", refused.Sentence.En, StringComparison.Ordinal);
        Assert.Contains("nút gốc", refused.Sentence.Vi, StringComparison.Ordinal);

        await Nodes.StopAsync(TierNodes.District);
        await Nodes.AttachAsync(TierNodes.District, TierNodes.Root);
        using var enrolled = await EnrollAsync(TierNodes.District, _mine, token);
        Assert.Equal("site/hill", enrolled.Identity.Name);
    }

    [Fact]
    public async Task A_peer_renews_through_a_node_in_between_and_nobody_does_so_for_another()
    {
        using var site = await EnrollAsync(TierNodes.District, _mine, await Nodes.Rig.TokenAsync("hill"));
        using var channel = LinkChannel.Open(Nodes.Links(TierNodes.District), new LinkHolder(site), Nodes.Rig.Clock);
        using var renewed = await Nodes.Rig.Enrollment(_mine.Path).RenewAsync(channel, site);
        Assert.Equal(site.Identity, renewed.Identity);
        Assert.NotEqual(site.Certificate.SerialNumber, renewed.Certificate.SerialNumber);
        Assert.Contains(renewed.Certificate.SerialNumber, (await Nodes.Rig.Access.ListCertificatesAsync(new ListCertificatesRequest { Id = "hill" })).Certificates.Select(one => one.Serial));

        // The node in between knows then that an open link of the former certificate is of one who has renewed.
        Assert.True(Nodes.Part<IAccessStore>(TierNodes.District).IsRenewed(Protocols.Identity.LinkPeerKind.Site, "hill", site.Certificate.SerialNumber));

        // A node that was broken into has the certificates of its peers, and not their keys.
        using var thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = ByteString.CopyFrom(new CertificateRequest("CN=radionet", thief, HashAlgorithmName.SHA256).CreateSigningRequest());
        foreach (var signature in new[] { [], thief.SignData(request.Span, HashAlgorithmName.SHA256) })
        {
            var answer = await Nodes.Part<CertificateRelay>(TierNodes.District).AskAsync(
                new CertificateAsk
                {
                    SigningRequest = request,
                    Renewal = new RenewalProof { Certificate = ByteString.CopyFrom(site.Certificate.RawData), Signature = ByteString.CopyFrom(signature) },
                },
                default);
            Assert.Equal((StatusCode.PermissionDenied, 0), ((StatusCode)answer.Status, answer.Chain.Count));
        }
    }

    [Fact]
    public async Task With_the_root_gone_an_ended_certificate_serves_for_thirty_days_with_an_alarm()
    {
        using var site = await EnrollAsync(TierNodes.District, _mine, await Nodes.Rig.TokenAsync("hill"));
        Nodes.Rig.Time.Ahead = TimeSpan.FromDays(91);
        await CutOffAsync();
        using (var channel = LinkChannel.Open(Nodes.Links(TierNodes.District), new LinkHolder(site), Nodes.Rig.Clock))
        {
            // Its certificate serves, and so does the node's own: what is refused is the renewal, for want of the root.
            var refused = await Assert.ThrowsAsync<RpcException>(() => Nodes.Rig.Enrollment(_mine.Path).RenewAsync(channel, site));
            Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
        }

        await TierNodes.UntilAsync(
            () => Nodes.Part<IAlarmBook>(TierNodes.District).Open.Where(alarm => alarm.Kind == AlarmKind.CertificateExpired).Select(alarm => alarm.Subject).Order()
                .SequenceEqual(["node/core-district", "site/hill"]),
            "both are told of");

        Nodes.Rig.Time.Ahead = TimeSpan.FromDays(121);
        using (var channel = LinkChannel.Open(Nodes.Links(TierNodes.District), new LinkHolder(site), Nodes.Rig.Clock))
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => Nodes.Rig.Enrollment(_mine.Path).RenewAsync(channel, site));
            Assert.NotEqual(0, (int)refused.StatusCode);
            Assert.DoesNotContain("not in reach", refused.Status.Detail, StringComparison.Ordinal);
        }
    }

    private Task<LinkCredentials> EnrollAsync(string node, TempFolder folder, Protocols.Identity.EnrollmentToken token) =>
        Nodes.Rig.Enrollment(folder.Path).EnrollAsync(Nodes.Links(node), token).WaitAsync(LinkRig.Bound);

    /// <summary>The district starts on its folder with a parent that nobody answers at.</summary>
    private async Task CutOffAsync()
    {
        await Nodes.StopAsync(TierNodes.District);
        await Nodes.StartAtAsync(TierNodes.District, [new Uri("https://127.0.0.1:9")]);
    }
}
