using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RadioNet.Core.Access;

/// <summary>A signing request (PKCS #10, RFC 2986): who sent it holds the key in it. Nothing else of it is looked at.</summary>
internal sealed class SigningRequest
{
    /// <summary>The largest in bytes; one of a P-256 key has some 300.</summary>
    public const int Largest = 4096;

    private const string P256 = "1.2.840.10045.3.1.7";

    private SigningRequest(PublicKey key)
    {
        Key = key;
        KeyHash = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>The key.</summary>
    public PublicKey Key { get; }

    /// <summary>SHA-256 of its SubjectPublicKeyInfo, lower-case hexadecimal.</summary>
    public string KeyHash { get; }

    /// <summary>Reads a request; false unless it is whole, its key is on P-256, and its signature is that key's.</summary>
    public static bool TryRead(byte[] der, [MaybeNullWhen(false)] out SigningRequest request)
    {
        request = null;
        if (der.Length is 0 or > Largest)
        {
            return false;
        }

        try
        {
            var asked = CertificateRequest.LoadSigningRequest(der, HashAlgorithmName.SHA256);
            using var key = asked.PublicKey.GetECDsaPublicKey();
            if (key is null || key.ExportParameters(false).Curve is not { IsNamed: true, Oid.Value: P256 })
            {
                return false;
            }

            request = new SigningRequest(new PublicKey(key));
            return true;
        }
        catch (Exception malformed) when (malformed is CryptographicException or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }
}
