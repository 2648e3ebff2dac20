using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RadioNet.Protocols.Identity;

namespace RadioNet.Api.Links;

/// <summary>What an end of a link proves itself with and knows the other by: its key and certificate, and the CA's certificate.</summary>
public sealed class LinkCredentials : IDisposable
{
    /// <summary>The line before the key that tells by which token its holder came in: SHA-256 of the secret, hexadecimal.</summary>
    private const string TokenLine = "Enrolled-By: ";

    private readonly byte[] _authorityHash;

    private LinkCredentials(X509Certificate2 certificate, X509Certificate2 authority, LinkIdentity identity)
    {
        (Certificate, Authority, Identity) = (certificate, authority, identity);
        _authorityHash = LinkCertificate.KeyHash(authority);
    }

    /// <summary>The own certificate with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The CA's certificate.</summary>
    public X509Certificate2 Authority { get; }

    /// <summary>Who this end is.</summary>
    public LinkIdentity Identity { get; }

    /// <summary>SHA-256 of the CA's public key: the network.</summary>
    public ReadOnlySpan<byte> AuthorityHash => _authorityHash;

    /// <summary>SHA-256 of the secret of the token that its holder came in by, lower-case hexadecimal; null when by none.</summary>
    internal string? TokenHash { get; init; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset NotBefore => LinkCertificate.BeginOf(Certificate);

    /// <summary>When it ends, UTC.</summary>
    public DateTimeOffset NotAfter => LinkCertificate.EndOf(Certificate);

    /// <summary>
    /// Puts a key and the chain that was issued for it together. A chain of another key, another CA than the one whose hash is
    /// given, or no identity is an <see cref="InvalidDataException"/>.
    /// </summary>
    public static LinkCredentials Create(ECDsa key, IReadOnlyList<byte[]> chain, ReadOnlySpan<byte> authorityHash) =>
        Create(key, chain, authorityHash, tokenHash: null);

    /// <inheritdoc cref="Create(ECDsa, IReadOnlyList{byte[]}, ReadOnlySpan{byte})"/>
    internal static LinkCredentials Create(ECDsa key, IReadOnlyList<byte[]> chain, ReadOnlySpan<byte> authorityHash, string? tokenHash)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(chain);
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(chain.Count == 2 ? chain[0] : []);
            var authority = X509CertificateLoader.LoadCertificate(chain[1]);
            var verdict = LinkCertificate.Verify(
                certificate, LinkCertificate.FindAuthority([authority], authorityHash), null, LinkCertificate.BeginOf(certificate), TimeSpan.Zero);
            return verdict.IsValid
                ? new LinkCredentials(WithKey(certificate, key), authority, verdict.Identity!) { TokenHash = tokenHash }
                : throw new InvalidDataException($"The certificate is not one of this network's ({verdict.Status}).");
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException("The certificate does not read, or is not of this key.", wrong);
        }
    }

    /// <summary>Reads what <see cref="ToPem"/> wrote; something else is an <see cref="InvalidDataException"/>.</summary>
    public static LinkCredentials FromPem(string text)
    {
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(text);
            using var key = ECDsa.Create();
            key.ImportFromPem(text);
            return chain.Count == 2
                ? Create(key, [chain[0].RawData, chain[1].RawData], LinkCertificate.KeyHash(chain[1]), TokenHashIn(text))
                : throw new InvalidDataException("It holds not two certificates.");
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException("It holds no key and certificates that read.", wrong);
        }
    }

    /// <summary>Key, certificate and the CA's certificate, PEM; the key is not encrypted.</summary>
    public string ToPem()
    {
        using var key = Certificate.GetECDsaPrivateKey()!;
        var token = TokenHash is null ? "" : $"{TokenLine}{TokenHash}\n";
        return $"{token}{key.ExportPkcs8PrivateKeyPem()}\n{Certificate.ExportCertificatePem()}\n{Authority.ExportCertificatePem()}\n";
    }

    /// <summary>
    /// Whether its holder came in by this token, be it renewed since: then the token has done its work. With another token its
    /// holder may come in again, as after a revocation.
    /// </summary>
    public bool CameBy(EnrollmentToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return TokenHash == HashOf(token);
    }

    /// <summary>When it is to be renewed.</summary>
    public DateTimeOffset RenewAt(LinkLifetimes times)
    {
        ArgumentNullException.ThrowIfNull(times);
        return times.RenewalOf(NotBefore, NotAfter);
    }

    /// <summary>Whether a key is the one that this certificate is of.</summary>
    public bool IsOf(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(Certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Certificate.Dispose();
        Authority.Dispose();
    }

    /// <summary>What credentials remember of a token.</summary>
    internal static string HashOf(EnrollmentToken token) => Convert.ToHexStringLower(SHA256.HashData(token.Secret));

    private static string? TokenHashIn(string text) =>
        text.StartsWith(TokenLine, StringComparison.Ordinal) ? text[TokenLine.Length..].Split('\n')[0].Trim() : null;

    private static X509Certificate2 WithKey(X509Certificate2 certificate, ECDsa key)
    {
        var own = certificate.CopyWithPrivateKey(key);
        if (!OperatingSystem.IsWindows())
        {
            return own;
        }

        // Windows serves TLS only with keys that have been through its key store.
        using (own)
        {
            return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
        }
    }
}
