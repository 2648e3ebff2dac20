using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RadioNet.Api.Links;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Access;

/// <summary>
/// Tokens and certificates at the root node. One change at a time; what it answers is on disk. A token is used up in the
/// transaction that stores the certificate, and not before.
/// </summary>
internal sealed class CertificateAuthority(
    NetworkAuthority authority, IAccessStore store, PlanKeeper keeper, NodeIdentity node, LinkClock clock)
{
    /// <summary>So many renewals at once, and one in eight hours after that: more is a newcomer gone wrong.</summary>
    private const float RenewalBurst = 10;
    private const float RenewalsPerSecond = 1f / (8 * 60 * 60);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RateBucket> _renewals = [];

    /// <summary>The CA's certificate.</summary>
    public X509Certificate2 Certificate => authority.Certificate;

    /// <summary>Puts the network's seal on a revision of the plan.</summary>
    public SealedPlan Seal(string network, int number, byte[] sha256, byte[] packedText) =>
        new(network, number, sha256, authority.Sign(PlanSeal.Line(network, number, sha256)), packedText);

    /// <summary>Signs octets that the root answers for: ECDSA with SHA-256, IEEE P1363 format.</summary>
    public byte[] Sign(ReadOnlySpan<byte> octets) => authority.Sign(octets);

    /// <summary>Makes a token for a site or a node; null when the plan has none of that id.</summary>
    public EnrollmentToken? CreateToken(LinkPeerKind kind, string id, string requestId, string who)
    {
        if (!Plan.Knows(kind, id))
        {
            return null;
        }

        var now = clock.Now;
        Span<byte> secret = stackalloc byte[EnrollmentToken.SecretSize];
        RandomNumberGenerator.Fill(secret);
        var token = new EnrollmentToken(Identity(kind, id), authority.KeyHash, secret, now + clock.Lifetimes.Token);
        lock (_gate)
        {
            store.AddToken(
                new StoredToken(Hash(secret), kind, id, now, token.Expires, who, requestId),
                new AuditEntry(0, now, who, "token-create", $"for {token.Identity.Name}, until {Time(token.Expires)}"));
        }

        return token;
    }

    /// <summary>
    /// Gives the bearer of a token its certificate. The same token with the same key gets the same answer while the token lasts.
    /// </summary>
    public IssueOutcome Enroll(ReadOnlySpan<byte> secret, SigningRequest request, string from)
    {
        var now = clock.Now;
        var hash = Hash(secret);
        lock (_gate)
        {
            if (store.FindToken(hash) is not { } token)
            {
                return new(IssueStatus.UnknownToken);
            }

            if (now >= token.Expires)
            {
                return new(IssueStatus.ExpiredToken);
            }

            if (token.Serial is { } serial)
            {
                return store.FindCertificate(serial) is { Revoked: null } given && given.KeyHash == request.KeyHash
                    ? Answer(given)
                    : new(IssueStatus.UsedToken);
            }

            return Plan.Knows(token.Kind, token.Id)
                ? Answer(Issue(token.Kind, token.Id, request, now, hash, $"by a token of {token.Who}, to {from}"))
                : new(IssueStatus.NotInPlan);
        }
    }

    /// <summary>Gives a peer whose certificate serves another one. A request with the key of its newest gets that one again for a day.</summary>
    public IssueOutcome Renew(LinkPeerKind kind, string id, string serial, SigningRequest request, string from)
    {
        var now = clock.Now;
        lock (_gate)
        {
            if (!Plan.Knows(kind, id))
            {
                return new(IssueStatus.NotInPlan);
            }

            if (store.IsRevoked(kind, id, serial))
            {
                return new(IssueStatus.Revoked);
            }

            if (store.ListCertificates(kind, id, long.MaxValue, 1) is [{ Revoked: null } newest]
                && newest.KeyHash == request.KeyHash && now < newest.Issued + clock.Lifetimes.Token)
            {
                return Answer(newest);
            }

            return MayRenew($"{kind}/{id}")
                ? Answer(Issue(kind, id, request, now, null, $"in place of {serial}, to {from}", serial))
                : new(IssueStatus.TooOften);
        }
    }

    /// <summary>Gives this node its own certificate, which is for serving links.</summary>
    public LinkCredentials IssueOwn()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        SigningRequest.TryRead(new CertificateRequest("CN=radionet", key, HashAlgorithmName.SHA256).CreateSigningRequest(), out var request);
        lock (_gate)
        {
            var issued = Issue(LinkPeerKind.Node, node.Id, request!, clock.Now, null, "to itself");
            return LinkCredentials.Create(key, Answer(issued).Chain, authority.KeyHash);
        }
    }

    /// <summary>Ends one certificate by its serial, or all of a peer with its tokens.</summary>
    public RevocationOutcome Revoke(LinkPeerKind kind, string id, string? serial, string who)
    {
        var now = clock.Now;
        lock (_gate)
        {
            return store.Revoke(kind, id, serial, now - clock.Lifetimes.Grace, new AuditEntry(
                0, now, who, "certificate-revoke", $"{Identity(kind, id).Name}, {serial ?? "all"}"));
        }
    }

    /// <summary>The CA's key and certificate under a passphrase.</summary>
    public string BackUp(string passphrase, string who)
    {
        store.Note(new AuditEntry(0, clock.Now, who, "ca-backup", AuthorityFile.Name(authority)));
        return authority.ToEncryptedPem(passphrase);
    }

    private Plan.PlanIndex Plan => keeper.Current;

    private static string Hash(ReadOnlySpan<byte> secret) => Convert.ToHexStringLower(SHA256.HashData(secret));

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private LinkIdentity Identity(LinkPeerKind kind, string id) => LinkIdentity.Of(Plan.Plan.Network, kind, id);

    private IssueOutcome Answer(IssuedCertificate given) => new(IssueStatus.Issued, [given.Der, authority.Certificate.RawData]);

    private IssuedCertificate Issue(LinkPeerKind kind, string id, SigningRequest request, DateTimeOffset now, string? usedToken, string how, string? renews = null)
    {
        // Certificates carry whole seconds.
        now = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var identity = Identity(kind, id);
        using var certificate = authority.Issue(identity, request.Key, now, clock.Lifetimes);
        return store.AddCertificate(
            new IssuedCertificate(0, certificate.SerialNumber, kind, id, request.KeyHash, certificate.RawData, now, LinkCertificate.EndOf(certificate)) { Renews = renews },
            usedToken,
            new AuditEntry(0, now, identity.Name, "certificate-issue", $"{certificate.SerialNumber} {how}"));
    }

    private bool MayRenew(string peer)
    {
        var bucket = _renewals.GetValueOrDefault(peer);
        var may = bucket.TryTake(clock.Time, RenewalBurst, RenewalsPerSecond);
        _renewals[peer] = bucket;
        return may;
    }
}
