using Google.Protobuf;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Access;
using RadioNet.Core.Ports.Links;
using RadioNet.Protocols.Identity;
using Status = Grpc.Core.Status;

namespace RadioNet.Core.Services;

/// <summary>Gives newcomers and peers their certificates; the CA does the work.</summary>
[ServedOnLinks]
internal sealed class EnrollmentApi(NodeCredentials node, EnrollmentGuard guard) : EnrollmentService.EnrollmentServiceBase
{
    /// <summary>Bytes of the largest request.</summary>
    public const int LargestMessage = SigningRequest.Largest + 1024;

    [WithoutCertificate]
    public override Task<EnrollResponse> Enroll(EnrollRequest request, ServerCallContext context)
    {
        var source = context.GetHttpContext().Features.Get<LinkConnection>()!.Remote.Address;
        if (!guard.TryTake(source))
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "Too many attempts. Try again in a minute."));
        }

        if (request.Secret.Length != EnrollmentToken.SecretSize)
        {
            throw Refusal.Field("secret", $"must have {EnrollmentToken.SecretSize} bytes.");
        }

        var outcome = Authority().Enroll(request.Secret.Span, Read(request.SigningRequest), source);
        if (outcome.Status is IssueStatus.UnknownToken or IssueStatus.ExpiredToken or IssueStatus.UsedToken)
        {
            guard.Wrong(source);
        }
        else if (outcome.Status is IssueStatus.Issued)
        {
            guard.Right(source);
        }

        return Task.FromResult(Answer(outcome));
    }

    public override Task<EnrollResponse> Renew(RenewRequest request, ServerCallContext context)
    {
        var peer = LinkPeer.Of(context);
        return Task.FromResult(Answer(Authority().Renew(peer.Kind, peer.Id, peer.Serial, Read(request.SigningRequest), peer.Remote.Address)));
    }

    private static SigningRequest Read(ByteString der) => SigningRequest.TryRead(der.ToByteArray(), out var request)
        ? request
        : throw Refusal.Field("signing_request", "must be a PKCS #10 request, DER, signed with its own key on P-256.");

    private static EnrollResponse Answer(IssueOutcome outcome) => outcome.Status switch
    {
        IssueStatus.Issued => new EnrollResponse { Chain = { outcome.Chain.Select(ByteString.CopyFrom) } },
        IssueStatus.UnknownToken => throw Refused(StatusCode.Unauthenticated, "This network knows no such token. Make a new one."),
        IssueStatus.ExpiredToken => throw Refused(StatusCode.Unauthenticated, "The token has expired. Make a new one."),
        IssueStatus.UsedToken => throw Refused(StatusCode.Unauthenticated, "The token was used by another device, or its certificate was revoked. Make a new one."),
        IssueStatus.NotInPlan => throw Refused(StatusCode.FailedPrecondition, "The network plan has no such site or node any more."),
        IssueStatus.Revoked => throw Refused(StatusCode.PermissionDenied, "The certificate was revoked."),
        _ => throw Refused(StatusCode.ResourceExhausted, "This certificate was renewed too often. Try again tomorrow."),
    };

    private static RpcException Refused(StatusCode status, string why) => new(new Status(status, why));

    private CertificateAuthority Authority() =>
        node.Authority ?? throw Refused(StatusCode.FailedPrecondition, "This node has not the network's CA. Enroll at the root node.");
}
