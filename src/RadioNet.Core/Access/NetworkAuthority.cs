using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Access;

/// <summary>The network's CA: a key on P-256, and the certificate that shows it (firmware-interfaces/links).</summary>
internal sealed class NetworkAuthority : IDisposable
{
    private const int YearsOfLife = 30;
    private const int SerialSize = 16;

    /// <summary>PBKDF2 rounds with SHA-256, as OWASP asks of 2023.</summary>
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000);

    private static readonly OidCollection SiteUses = [new Oid("1.3.6.1.5.5.7.3.2")];
    private static readonly OidCollection NodeUses = [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")];

    private readonly ECDsa _key;

    private NetworkAuthority(ECDsa key, X509Certificate2 certificate)
    {
        (_key, Certificate) = (key, certificate);
        KeyHash = LinkCertificate.KeyHash(certificate);
    }

    /// <summary>Its certificate.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>SHA-256 of its public key: what tokens carry.</summary>
    public byte[] KeyHash { get; }

    /// <summary>A new one.</summary>
    public static NetworkAuthority Create(DateTimeOffset now)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8));
        var request = new CertificateRequest($"CN=RadioNet CA {name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));

        // Not self-signed, because a handshake leaves self-signed certificates out and a newcomer must see this one. The anchor
        // that signs it is trusted by nobody, and its key ends here.
        using var anchor = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = request.Create(
            new X500DistinguishedName($"CN=RadioNet anchor {name}"), X509SignatureGenerator.CreateForECDsa(anchor),
            now.AddDays(-1), now.AddYears(YearsOfLife), NewSerial());
        return new NetworkAuthority(key, certificate);
    }

    /// <summary>Reads what <see cref="ToPem"/> wrote, or with a passphrase what <see cref="ToEncryptedPem"/> wrote; else an <see cref="InvalidDataException"/>.</summary>
    public static NetworkAuthority FromPem(string text, string? passphrase = null)
    {
        var key = ECDsa.Create();
        try
        {
            if (passphrase is null)
            {
                key.ImportFromPem(text);
            }
            else
            {
                key.ImportFromEncryptedPem(text, passphrase);
            }

            var certificate = X509Certificate2.CreateFromPem(text);
            return key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo())
                ? new NetworkAuthority(key, certificate)
                : throw new InvalidDataException("The key is not the certificate's.");
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidDataException("There is no key with its certificate, or the passphrase is another.", wrong);
        }
    }

    /// <summary>Key and certificate; the key is not encrypted.</summary>
    public string ToPem() => $"{_key.ExportPkcs8PrivateKeyPem()}\n{Certificate.ExportCertificatePem()}\n";

    /// <summary>The same with the key encrypted: PKCS #8 with PBES2 (RFC 8018), AES-256-CBC.</summary>
    public string ToEncryptedPem(string passphrase) =>
        $"{_key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, Encryption)}\n{Certificate.ExportCertificatePem()}\n";

    /// <summary>Signs octets: ECDSA with SHA-256, IEEE P1363 format.</summary>
    public byte[] Sign(ReadOnlySpan<byte> octets) => _key.SignData(octets, HashAlgorithmName.SHA256);

    /// <summary>Gives a certificate to who holds a key.</summary>
    public X509Certificate2 Issue(LinkIdentity identity, PublicKey key, DateTimeOffset now, LinkLifetimes lifetimes)
    {
        // The subject is for people who look at the file; who it is stands in the alternative name.
        var request = new CertificateRequest(
            new X500DistinguishedName(identity.Kind == LinkPeerKind.Node ? "CN=RadioNet node" : "CN=RadioNet site"), key, HashAlgorithmName.SHA256);
        var extensions = request.CertificateExtensions;
        extensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        extensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        extensions.Add(new X509EnhancedKeyUsageExtension(identity.Kind == LinkPeerKind.Node ? NodeUses : SiteUses, false));
        extensions.Add(LinkCertificate.NameOf(identity));
        extensions.Add(new X509SubjectKeyIdentifierExtension(key, false));
        extensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(
            Certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single()));
        return request.Create(
            Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), now - lifetimes.Backdating, now + lifetimes.Certificate, NewSerial());
    }

    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }

    /// <summary>Random, positive, always of the same length (RFC 5280 §4.1.2.2).</summary>
    private static byte[] NewSerial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialSize);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }
}
