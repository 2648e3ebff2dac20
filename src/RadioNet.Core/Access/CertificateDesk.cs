using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Access;

/// <summary>Answers who asks for a certificate at the root, be it here or by way of nodes below; the CA does the work.</summary>
internal sealed class CertificateDesk(NodeCredentials node, LinkAdmission admission)
{
    /// <summary>Answers what came up by way of a child; at a node without the CA, that this is none.</summary>
    public CertificateAnswer Answer(CertificateAsk ask)
    {
        if (node.Authority is not { } authority)
        {
            return Refused(StatusCode.FailedPrecondition, node.Trouble?.En ?? "This node has not the network's CA. Enroll at the root node.");
        }

        if (!SigningRequest.TryRead(ask.SigningRequest.ToByteArray(), out var request))
        {
            return Refused(StatusCode.InvalidArgument, "signing_request: must be a PKCS #10 request, DER, signed with its own key on P-256.");
        }

        return ask.ByCase switch
        {
            CertificateAsk.ByOneofCase.Secret when ask.Secret.Length == EnrollmentToken.SecretSize => Of(authority.Enroll(ask.Secret.Span, request, ask.From)),
            CertificateAsk.ByOneofCase.Secret => Refused(StatusCode.InvalidArgument, $"secret: must have {EnrollmentToken.SecretSize} bytes."),
            CertificateAsk.ByOneofCase.Renewal => Renew(authority, ask, request),
            _ => Refused(StatusCode.InvalidArgument, "by: is missing."),
        };
    }

    /// <summary>Renews for the holder of a certificate that its link to this node was admitted with.</summary>
    public CertificateAnswer Renew(LinkPeerKind kind, string id, string serial, ByteString der, string from) =>
        node.Authority is not { } authority ? Answer(new CertificateAsk())
        : SigningRequest.TryRead(der.ToByteArray(), out var request) ? Of(authority.Renew(kind, id, serial, request, from))
        : Answer(new CertificateAsk { SigningRequest = der });

    /// <summary>A refusal.</summary>
    public static CertificateAnswer Refused(StatusCode status, string why) => new() { Status = (int)status, Detail = why };

    private static CertificateAnswer Of(IssueOutcome outcome) => outcome.Status switch
    {
        IssueStatus.Issued => new CertificateAnswer { Chain = { outcome.Chain.Select(ByteString.CopyFrom) } },
        IssueStatus.UnknownToken => Refused(StatusCode.Unauthenticated, "This network knows no such token. Make a new one."),
        IssueStatus.ExpiredToken => Refused(StatusCode.Unauthenticated, "The token has expired. Make a new one."),
        IssueStatus.UsedToken => Refused(StatusCode.Unauthenticated, "The token was used by another device, or its certificate was revoked. Make a new one."),
        IssueStatus.NotInPlan => Refused(StatusCode.FailedPrecondition, "The network plan has no such site or node any more."),
        IssueStatus.Revoked => Refused(StatusCode.PermissionDenied, "The certificate was revoked."),
        _ => Refused(StatusCode.ResourceExhausted, "This certificate was renewed too often. Try again tomorrow."),
    };

    private static bool IsHolders(X509Certificate2 certificate, CertificateAsk ask)
    {
        using var key = certificate.GetECDsaPublicKey();
        return key is not null && key.VerifyData(ask.SigningRequest.Span, ask.Renewal.Signature.Span, HashAlgorithmName.SHA256);
    }

    private CertificateAnswer Renew(CertificateAuthority authority, CertificateAsk ask, SigningRequest request)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(ask.Renewal.Certificate.Span);
            if (!admission.IsOfNetwork(certificate) || !IsHolders(certificate, ask))
            {
                return Refused(StatusCode.PermissionDenied, "The request is not signed by the certificate that it is to renew.");
            }

            var (peer, refusal) = admission.Admit(certificate);
            return peer is null
                ? Refused(StatusCode.PermissionDenied, refusal)
                : Of(authority.Renew(peer.Kind, peer.Id, certificate.SerialNumber, request, ask.From));
        }
        catch (CryptographicException)
        {
            return Refused(StatusCode.InvalidArgument, "renewal: holds no certificate that reads.");
        }
    }
}
