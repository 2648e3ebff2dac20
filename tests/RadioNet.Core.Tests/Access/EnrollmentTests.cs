using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Records;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Tests.Access;

/// <summary>How newcomers come into a network, over real TLS to a real node.</summary>
public sealed class EnrollmentTests : IAsyncLifetime
{
    private readonly TempFolder _mine = new();
    private LinkRig? _rig;

    private LinkRig Rig => _rig!;

    public async ValueTask InitializeAsync() => _rig = await LinkRig.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        _mine.Dispose();
    }

    [Theory]
    [InlineData(PeerKind.Site, "hill", "radionet://test-net/site/hill")]
    [InlineData(PeerKind.Node, "core-district", "radionet://test-net/node/core-district")]
    public async Task A_newcomer_with_a_token_is_in_and_comes_back_with_what_it_stored(PeerKind kind, string id, string identity)
    {
        var token = await Rig.TokenAsync(id, kind);
        Assert.Equal(identity, token.Identity.ToString());
        Assert.InRange(token.Expires - Rig.Time.GetUtcNow(), TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));

        using (var enrolled = await Rig.Enrollment(_mine.Path).EnrollAsync(Rig.Links, token))
        {
            Assert.Equal(identity, enrolled.Identity.ToString());
        }

        Assert.Equal(["link.pem"], Directory.GetFiles(_mine.Path).Select(Path.GetFileName));
        LinkRig.AssertPrivate(Path.Combine(_mine.Path, "link.pem"));
        using var stored = new LinkStore(_mine.Path).Load()!;
        Assert.Equal(identity, stored.Identity.ToString());
        Assert.InRange(stored.NotAfter - Rig.Time.GetUtcNow(), TimeSpan.FromDays(89.9), TimeSpan.FromDays(90));
        Assert.Null(await Rig.CallAsync(stored, _mine.Path));

        var listed = (await Rig.Access.ListCertificatesAsync(new ListCertificatesRequest { Kind = kind, Id = id })).Certificates;
        Assert.Equal(stored.Certificate.SerialNumber, listed[^1].Serial);
        Assert.Equal(stored.Certificate.GetCertHashString(HashAlgorithmName.SHA256), listed[^1].Fingerprint, ignoreCase: true);
        Assert.All(listed, certificate => Assert.Equal(CertificateState.Valid, certificate.State));
        Assert.Equal(
            ["certificate-issue", "certificate-issue", "token-create"],
            Rig.Audit.Select(entry => entry.Action).Where(action => action is "certificate-issue" or "token-create").Take(3));
    }

    [Fact]
    public async Task A_token_serves_once_and_for_nobody_else()
    {
        using var thief = new TempFolder();
        var token = await Rig.TokenAsync("hill");
        using var first = await Rig.Enrollment(_mine.Path).EnrollAsync(Rig.Links, token);
        var refused = await FailsAsync(thief.Path, token);
        Assert.Equal(EnrollmentFailure.Refused, refused.Failure);
        Assert.Contains("used by another device", refused.Message, StringComparison.Ordinal);
        Assert.Null(new LinkStore(thief.Path).Load());
    }

    [Fact]
    public async Task A_lost_answer_is_given_again_to_the_same_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = await Rig.TokenAsync("hill");
        var client = new EnrollmentService.EnrollmentServiceClient(Rig.Stranger());
        var first = await client.EnrollAsync(Request(token, key));
        var again = await client.EnrollAsync(Request(token, key));
        Assert.Equal(first.Chain, again.Chain);
        Assert.Single((await Rig.Access.ListCertificatesAsync(new ListCertificatesRequest { Id = "hill" })).Certificates);

        // And after a restart too: what was answered is on disk.
        await Rig.RestartAsync();
        again = await new EnrollmentService.EnrollmentServiceClient(Rig.Stranger()).EnrollAsync(Request(token, key));
        Assert.Equal(first.Chain, again.Chain);
    }

    [Fact]
    public async Task A_newcomer_that_died_before_it_stored_its_certificate_asks_with_the_key_that_it_kept()
    {
        var token = await Rig.TokenAsync("hill");
        using (var kept = new LinkStore(_mine.Path).RequestKey(null))
        {
            await new EnrollmentService.EnrollmentServiceClient(Rig.Stranger()).EnrollAsync(Request(token, kept));
        }

        using var enrolled = await Rig.Enrollment(_mine.Path).EnrollAsync(Rig.Links, token);
        Assert.Null(await Rig.CallAsync(enrolled, _mine.Path));
    }

    [Fact]
    public async Task A_token_of_yesterday_is_refused_at_both_ends()
    {
        var token = await Rig.TokenAsync("hill");
        Rig.Time.Ahead += TimeSpan.FromHours(25);
        Assert.Equal(EnrollmentFailure.TokenExpired, (await FailsAsync(_mine.Path, token)).Failure);
        var late = new EnrollmentToken(token.Identity, token.AuthorityHash, token.Secret, token.Expires.AddDays(9));
        var refused = await FailsAsync(_mine.Path, late);
        Assert.Equal(EnrollmentFailure.Refused, refused.Failure);
        Assert.Contains("expired", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_tokens_are_refused_slowed_and_told_of()
    {
        var token = await Rig.TokenAsync("hill");
        var wrong = new EnrollmentToken(token.Identity, token.AuthorityHash, RandomNumberGenerator.GetBytes(16), token.Expires);
        var client = new EnrollmentService.EnrollmentServiceClient(Rig.Stranger());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var answers = new List<StatusCode>();
        for (var attempt = 0; attempt < 15; attempt++)
        {
            answers.Add((await Assert.ThrowsAsync<RpcException>(async () => await client.EnrollAsync(Request(wrong, key)))).StatusCode);
        }

        Assert.Equal(StatusCode.Unauthenticated, answers[0]);
        Assert.Equal(StatusCode.ResourceExhausted, answers[^1]);
        Assert.InRange(answers.Count(answer => answer == StatusCode.Unauthenticated), 10, 11);
        Assert.DoesNotContain((await Rig.Access.ListCertificatesAsync(new ListCertificatesRequest())).Certificates, certificate => certificate.Id == "hill");
    }

    [Fact]
    public async Task A_malformed_request_names_its_field_and_uses_nothing_up()
    {
        var token = await Rig.TokenAsync("hill");
        var client = new EnrollmentService.EnrollmentServiceClient(Rig.Stranger());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        var good = Request(token, key);
        var forged = good.SigningRequest.ToByteArray();
        forged[^1] ^= 1;
        byte[][] bad =
        [
            [], [0x30], RandomNumberGenerator.GetBytes(300), new byte[5000], forged, [.. good.SigningRequest.ToByteArray(), 0],
            new CertificateRequest("CN=x", other, HashAlgorithmName.SHA256).CreateSigningRequest(),
            new CertificateRequest("CN=x", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest(),
        ];
        foreach (var request in bad)
        {
            var refused = await Assert.ThrowsAsync<RpcException>(async () =>
                await client.EnrollAsync(new EnrollRequest { Secret = good.Secret, SigningRequest = ByteString.CopyFrom(request) }));
            Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
            Assert.StartsWith("signing_request: ", refused.Status.Detail, StringComparison.Ordinal);
        }

        var noSecret = await Assert.ThrowsAsync<RpcException>(async () => await client.EnrollAsync(new EnrollRequest { SigningRequest = good.SigningRequest }));
        Assert.StartsWith("secret: ", noSecret.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(2, (await client.EnrollAsync(good)).Chain.Count);
    }

    [Fact]
    public async Task What_a_request_says_of_names_is_ignored()
    {
        var token = await Rig.TokenAsync("hill");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var wish = new CertificateRequest("CN=core", key, HashAlgorithmName.SHA256);
        wish.CertificateExtensions.Add(LinkCertificate.NameOf(LinkIdentity.Of("test-net", LinkPeerKind.Site, "roof")));
        wish.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var answer = await new EnrollmentService.EnrollmentServiceClient(Rig.Stranger()).EnrollAsync(
            new EnrollRequest { Secret = ByteString.CopyFrom(token.Secret), SigningRequest = ByteString.CopyFrom(wish.CreateSigningRequest()) });
        using var credentials = LinkCredentials.Create(key, [.. answer.Chain.Select(part => part.ToByteArray())], token.AuthorityHash);
        Assert.Equal("radionet://test-net/site/hill", credentials.Identity.ToString());
        Assert.False(credentials.Certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public async Task A_token_is_for_what_is_in_the_plan_when_it_is_used()
    {
        async Task RefusedAsync(StatusCode status, string words, CreateTokenRequest request)
        {
            request.RequestId = "one";
            var refused = await Assert.ThrowsAsync<RpcException>(async () => await Rig.Access.CreateTokenAsync(request));
            Assert.Equal(status, refused.StatusCode);
            Assert.Contains(words, refused.Status.Detail, StringComparison.Ordinal);
        }

        await RefusedAsync(StatusCode.NotFound, "no site \"nowhere\"", new CreateTokenRequest { Kind = PeerKind.Site, Id = "nowhere" });
        await RefusedAsync(StatusCode.NotFound, "no node \"hill\"", new CreateTokenRequest { Kind = PeerKind.Node, Id = "hill" });
        await RefusedAsync(StatusCode.InvalidArgument, "kind: ", new CreateTokenRequest { Id = "hill" });
        await RefusedAsync(StatusCode.InvalidArgument, "this node", new CreateTokenRequest { Kind = PeerKind.Node, Id = "core" });

        var token = await Rig.TokenAsync("hill");
        await Rig.ApplyAsync(LinkRig.Plan.Replace("  - { id: hill, at: district }\n", "", StringComparison.Ordinal));
        Assert.Contains("no such site", (await FailsAsync(_mine.Path, token)).Message, StringComparison.Ordinal);
        await Rig.ApplyAsync(LinkRig.Plan);
        using var enrolled = await Rig.Enrollment(_mine.Path).EnrollAsync(Rig.Links, token);
    }

    [Fact]
    public async Task A_repeated_request_for_a_token_takes_the_first_one_back()
    {
        var request = new CreateTokenRequest { RequestId = "same", Kind = PeerKind.Site, Id = "hill" };
        EnrollmentToken.TryParse((await Rig.Access.CreateTokenAsync(request)).Token, out var lost);
        EnrollmentToken.TryParse((await Rig.Access.CreateTokenAsync(request)).Token, out var token);
        Assert.Contains("no such token", (await FailsAsync(_mine.Path, lost!)).Message, StringComparison.Ordinal);
        using var enrolled = await Rig.Enrollment(_mine.Path).EnrollAsync(Rig.Links, token!);
    }

    [Fact]
    public async Task Nobody_answering_is_told_from_a_refusal()
    {
        var token = await Rig.TokenAsync("hill");
        var failed = await Assert.ThrowsAsync<EnrollmentException>(() =>
            Rig.Enrollment(_mine.Path).EnrollAsync(new Uri("https://127.0.0.1:9"), token).WaitAsync(LinkRig.Bound));
        Assert.Equal(EnrollmentFailure.NotReachable, failed.Failure);
    }

    [Fact]
    public async Task Of_several_nodes_each_ones_answer_is_told()
    {
        using var thief = new TempFolder();
        var token = await Rig.TokenAsync("hill");
        using var first = await Rig.Enrollment(_mine.Path).EnrollAsync(Rig.Links, token);
        Uri[] nodes = [Rig.Links, new("https://127.0.0.1:9")];
        var failed = await Assert.ThrowsAsync<EnrollmentException>(() => Rig.Enrollment(thief.Path).EnrollAtAnyAsync(nodes, token).WaitAsync(LinkRig.Bound));
        Assert.Equal(EnrollmentFailure.Refused, failed.Failure);
        foreach (var sentence in new[] { failed.Sentence.En, failed.Sentence.Vi })
        {
            Assert.Contains("used by another device", sentence, StringComparison.Ordinal);
            Assert.Contains("https://127.0.0.1:9/", sentence, StringComparison.Ordinal);
        }

        // What is wrong with the token itself is said once.
        Rig.Time.Ahead += TimeSpan.FromHours(25);
        failed = await Assert.ThrowsAsync<EnrollmentException>(() => Rig.Enrollment(thief.Path).EnrollAtAnyAsync(nodes, token));
        Assert.Equal(EnrollmentFailure.TokenExpired, failed.Failure);
        Assert.Equal(failed.Sentence.En.IndexOf("expired", StringComparison.Ordinal), failed.Sentence.En.LastIndexOf("expired", StringComparison.Ordinal));
    }

    private static EnrollRequest Request(EnrollmentToken token, ECDsa key) => new()
    {
        Secret = ByteString.CopyFrom(token.Secret),
        SigningRequest = ByteString.CopyFrom(new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequest()),
    };

    private Task<EnrollmentException> FailsAsync(string folder, EnrollmentToken token) =>
        Assert.ThrowsAsync<EnrollmentException>(() => Rig.Enrollment(folder).EnrollAsync(Rig.Links, token).WaitAsync(LinkRig.Bound));
}
