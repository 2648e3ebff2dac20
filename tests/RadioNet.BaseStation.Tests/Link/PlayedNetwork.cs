using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Protocols.Identity;

namespace RadioNet.BaseStation.Tests.Link;

/// <summary>A network's CA that gives its nodes and sites certificates and says which of them serve no more.</summary>
internal sealed class PlayedNetwork : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    public PlayedNetwork()
    {
        CertificateRequest request = new("CN=played CA", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));

        // A handshake leaves self-signed certificates out, and the station must see this one.
        using var anchor = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _authority = request.Create(
            new X500DistinguishedName("CN=played anchor"), X509SignatureGenerator.CreateForECDsa(anchor),
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1), RandomNumberGenerator.GetBytes(8));
    }

    public LinkCredentials Issue(LinkPeerKind kind, string id)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=played peer", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(Uses(kind), false));
        request.CertificateExtensions.Add(LinkCertificate.NameOf(LinkIdentity.Of("n", kind, id)));
        using var certificate = request.Create(
            _authority.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
        return LinkCredentials.Create(key, [certificate.RawData, _authority.RawData], LinkCertificate.KeyHash(_authority));
    }

    private static OidCollection Uses(LinkPeerKind kind) =>
        kind == LinkPeerKind.Node ? [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")] : [new Oid("1.3.6.1.5.5.7.3.2")];

    /// <summary>A list of certificates that serve no more, signed.</summary>
    public RevokedList Revoke(long number, params LinkCredentials[] revoked)
    {
        var peers = new RevokedPeers { Serials = { revoked.Select(one => ByteString.CopyFrom(Convert.FromHexString(one.Certificate.SerialNumber))) } }.ToByteString();
        return new RevokedList
        {
            Number = number,
            Network = "n",
            Peers = peers,
            Signature = ByteString.CopyFrom(_key.SignData(RevokedCertificates.Line("n", number, peers.Span), HashAlgorithmName.SHA256)),
        };
    }

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }
}
