using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RadioNet.Protocols.Identity;

/// <summary>
/// The certificates of links (X.509, RFC 5280): ECDSA on P-256 with SHA-256, given by the network's CA itself. A chain is two
/// certificates long, and the CA's key, known by its hash, is all that is trusted; so no store of the system's and no name of
/// a host has a say.
/// </summary>
public static class LinkCertificate
{
    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    private const string SubjectAltName = "2.5.29.17";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>uniformResourceIdentifier in a GeneralName.</summary>
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);

    /// <summary>SHA-256 of a certificate's SubjectPublicKeyInfo: the name of its key.</summary>
    public static byte[] KeyHash(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The certificate of the CA with a known key among those that a peer sent; null when there is none.</summary>
    public static X509Certificate2? FindAuthority(IEnumerable<X509Certificate2> sent, ReadOnlySpan<byte> authorityHash)
    {
        ArgumentNullException.ThrowIfNull(sent);
        foreach (var certificate in sent)
        {
            if (HasKey(certificate, authorityHash))
            {
                return certificate;
            }
        }

        return null;
    }

    /// <summary>When a certificate begins, UTC.</summary>
    public static DateTimeOffset BeginOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new(certificate.NotBefore.ToUniversalTime());
    }

    /// <summary>When a certificate ends, UTC.</summary>
    public static DateTimeOffset EndOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new(certificate.NotAfter.ToUniversalTime());
    }

    /// <summary>Looks at the certificate that a peer proved to hold.</summary>
    /// <param name="certificate">The peer's.</param>
    /// <param name="authority">The CA's, whose key is known; null when the peer sent none.</param>
    /// <param name="kind">What the peer must be; null when both kinds will do.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="grace">For how long it serves after its end.</param>
    public static LinkVerdict Verify(
        X509Certificate2 certificate, X509Certificate2? authority, LinkPeerKind? kind, DateTimeOffset now, TimeSpan grace)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (authority is null || !certificate.IssuerName.RawData.AsSpan().SequenceEqual(authority.SubjectName.RawData))
        {
            return new(LinkCertificateStatus.OtherAuthority);
        }

        if (!IsSignedBy(certificate, authority))
        {
            return new(LinkCertificateStatus.Forged);
        }

        return IdentityOf(certificate) is { } identity && MayServe(certificate, identity.Kind)
            ? new(StatusOf(certificate, identity, kind, now, grace), identity, now > EndOf(certificate))
            : new(LinkCertificateStatus.NotALink);
    }

    /// <summary>The identity that a certificate names; null unless it names exactly one and nothing else.</summary>
    private static LinkIdentity? IdentityOf(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.Where(extension => extension.Oid?.Value == SubjectAltName).ToList();
        return names is [var only] && TryUri(only.RawData, out var uri) && LinkIdentity.TryParse(uri, out var identity) ? identity : null;
    }

    /// <summary>The extension that names an identity: SubjectAltName with one uniformResourceIdentifier.</summary>
    public static X509Extension NameOf(LinkIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var names = new AsnWriter(AsnEncodingRules.DER);
        using (names.PushSequence())
        {
            names.WriteCharacterString(UniversalTagNumber.IA5String, identity.ToString(), UriTag);
        }

        return new X509Extension(SubjectAltName, names.Encode(), critical: false);
    }

    private static bool HasKey(X509Certificate2 certificate, ReadOnlySpan<byte> hash)
    {
        try
        {
            return KeyHash(certificate).AsSpan().SequenceEqual(hash);
        }
        catch (CryptographicException)
        {
            // A key of a form that this platform cannot read is not the one that is looked for.
            return false;
        }
    }

    private static LinkCertificateStatus StatusOf(
        X509Certificate2 certificate, LinkIdentity identity, LinkPeerKind? kind, DateTimeOffset now, TimeSpan grace)
    {
        if (kind is { } wanted && identity.Kind != wanted)
        {
            return LinkCertificateStatus.WrongKind;
        }

        return now < BeginOf(certificate) ? LinkCertificateStatus.NotYetValid
            : now > EndOf(certificate) + grace ? LinkCertificateStatus.Expired
            : LinkCertificateStatus.Valid;
    }

    /// <summary>Whether the CA's key made the signature: Certificate ::= { tbsCertificate, signatureAlgorithm, signatureValue }.</summary>
    private static bool IsSignedBy(X509Certificate2 certificate, X509Certificate2 authority)
    {
        try
        {
            var parts = new AsnReader(certificate.RawData, AsnEncodingRules.DER).ReadSequence();
            var signed = parts.ReadEncodedValue();
            var algorithm = parts.ReadSequence().ReadObjectIdentifier();
            var signature = parts.ReadBitString(out var unused);
            using var key = authority.GetECDsaPublicKey();
            return algorithm == EcdsaWithSha256 && unused == 0 && key is not null && key.VerifyData(
                signed.Span, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception malformed) when (malformed is AsnContentException or CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Whether it is an end's certificate, and of the use that its kind has: nodes serve and ask, sites ask.</summary>
    private static bool MayServe(X509Certificate2 certificate, LinkPeerKind kind)
    {
        var constraints = certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault();
        var uses = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault()?.EnhancedKeyUsages;
        bool Has(string use) => uses?.Cast<Oid>().Any(oid => oid.Value == use) ?? false;
        return constraints is { CertificateAuthority: false } && Has(ClientAuthentication)
            && Has(ServerAuthentication) == (kind == LinkPeerKind.Node);
    }

    private static bool TryUri(byte[] names, [MaybeNullWhen(false)] out string uri)
    {
        uri = null;
        try
        {
            var list = new AsnReader(names, AsnEncodingRules.DER).ReadSequence();
            if (!list.PeekTag().HasSameClassAndValue(UriTag))
            {
                return false;
            }

            uri = list.ReadCharacterString(UniversalTagNumber.IA5String, UriTag);
            return !list.HasData;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
