using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RadioNet.Api.Links;
using RadioNet.Core.Access;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Tests.Access;

public sealed class LinkStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly NetworkAuthority _network = NetworkAuthority.Create(TimeProvider.System.GetUtcNow());

    public void Dispose()
    {
        _network.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_request_keeps_its_key_until_it_is_answered()
    {
        var store = new LinkStore(_folder.Path);
        Assert.Null(store.Load());
        using var key = store.RequestKey(null);
        using var again = new LinkStore(_folder.Path).RequestKey(null);
        Assert.Equal(key.ExportSubjectPublicKeyInfo(), again.ExportSubjectPublicKeyInfo());
        LinkRig.AssertPrivate(Path.Combine(_folder.Path, "link-request.pem"));

        using var credentials = Certified(key);
        store.Save(credentials);
        using var loaded = store.Load()!;
        Assert.Equal(credentials.Certificate.RawData, loaded.Certificate.RawData);
        Assert.True(loaded.Certificate.HasPrivateKey);
        using var next = store.RequestKey(loaded);
        Assert.False(loaded.IsOf(next));
    }

    [Fact]
    public void A_key_whose_answer_is_stored_already_is_not_asked_with_again()
    {
        var store = new LinkStore(_folder.Path);
        using var key = store.RequestKey(null);
        var request = File.ReadAllText(Path.Combine(_folder.Path, "link-request.pem"));
        using var credentials = Certified(key);
        store.Save(credentials);

        // As if the process had been killed between storing the answer and deleting the request.
        File.WriteAllText(Path.Combine(_folder.Path, "link-request.pem"), request);
        using var next = store.RequestKey(credentials);
        Assert.False(credentials.IsOf(next));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void A_file_that_does_not_read_says_which_and_a_torn_request_is_made_anew(string text)
    {
        var store = new LinkStore(_folder.Path);
        File.WriteAllText(Path.Combine(_folder.Path, "link.pem"), text);
        File.WriteAllText(Path.Combine(_folder.Path, "link-request.pem"), text);
        Assert.Contains("link.pem", Assert.Throws<InvalidDataException>(store.Load).Message, StringComparison.Ordinal);
        using var key = store.RequestKey(null);
        Assert.Equal(256, key.KeySize);
    }

    [Fact]
    public void Credentials_hold_together_or_are_none()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var otherNetwork = NetworkAuthority.Create(TimeProvider.System.GetUtcNow());
        using var good = Certified(key);
        byte[][] chain = [good.Certificate.RawData, good.Authority.RawData];
        Assert.Throws<InvalidDataException>(() => LinkCredentials.Create(otherKey, chain, _network.KeyHash));
        Assert.Throws<InvalidDataException>(() => LinkCredentials.Create(key, chain, otherNetwork.KeyHash));
        Assert.Throws<InvalidDataException>(() => LinkCredentials.Create(key, [chain[0]], _network.KeyHash));
        Assert.Throws<InvalidDataException>(() => LinkCredentials.Create(key, [], _network.KeyHash));
        Assert.Throws<InvalidDataException>(() => LinkCredentials.Create(key, [chain[0], otherNetwork.Certificate.RawData], _network.KeyHash));
        Assert.Throws<InvalidDataException>(() => LinkCredentials.Create(key, [[1, 2, 3], chain[1]], _network.KeyHash));
    }

    [Fact]
    public void A_token_that_was_not_copied_well_is_a_sentence()
    {
        var text = new EnrollmentToken(LinkIdentity.Of("n", LinkPeerKind.Site, "hill"), _network.KeyHash, new byte[16], DateTimeOffset.UnixEpoch).Encode();
        Assert.Equal("hill", Enrollment.ReadToken($" {text}\n").Identity.Id);
        foreach (var (wrong, words) in new[] { (text[..^4], "Copy it whole"), (text[..^4] + "AAAA", "altered"), ("rn9.AA", "another version"), ("x", "rn1.") })
        {
            var failed = Assert.Throws<EnrollmentException>(() => Enrollment.ReadToken(wrong));
            Assert.Equal(EnrollmentFailure.BadToken, failed.Failure);
            Assert.Contains(words, failed.Sentence.En, StringComparison.Ordinal);
        }
    }

    private LinkCredentials Certified(ECDsa key)
    {
        using var certificate = _network.Issue(
            LinkIdentity.Of("test-net", LinkPeerKind.Site, "hill"), new PublicKey(key), TimeProvider.System.GetUtcNow(), LinkLifetimes.Usual);
        return LinkCredentials.Create(key, [certificate.RawData, _network.Certificate.RawData], _network.KeyHash);
    }
}
