using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Storage;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Services;

/// <summary>Certificates as messages.</summary>
internal static class AccessMessages
{
    /// <summary>A certificate; <paramref name="authority"/> is the CA in force where it is known.</summary>
    public static Certificate Of(IssuedCertificate certificate, X509Certificate2? authority, LinkClock clock, bool connected) => new()
    {
        Serial = certificate.Serial,
        Kind = certificate.Kind == LinkPeerKind.Node ? PeerKind.Node : PeerKind.Site,
        Id = certificate.Id,
        State = certificate switch
        {
            { Revoked: not null } => CertificateState.Revoked,
            _ when authority is not null && !IsOf(certificate, authority) => CertificateState.FormerCa,
            _ when clock.Now > certificate.NotAfter + clock.Lifetimes.Grace => CertificateState.Expired,
            _ when clock.Now > certificate.NotAfter => CertificateState.Grace,
            _ => CertificateState.Valid,
        },
        Issued = certificate.Issued.ToTimestamp(),
        Expires = certificate.NotAfter.ToTimestamp(),
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(certificate.Der)),
        Revoked = certificate.Revoked?.ToTimestamp(),
        RevokedBy = certificate.RevokedBy ?? "",
        Connected = connected,
    };

    private static bool IsOf(IssuedCertificate issued, X509Certificate2 authority)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(issued.Der);
        return certificate.IssuerName.RawData.AsSpan().SequenceEqual(authority.SubjectName.RawData);
    }
}
