using Google.Protobuf;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Access;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Protocols.Identity;
using Status = Grpc.Core.Status;

namespace RadioNet.Core.Services;

/// <summary>Gives newcomers and peers their certificates: the CA does the work, here or at the root above.</summary>
[ServedOnLinks]
internal sealed class EnrollmentApi(NodeCredentials node, CertificateDesk desk, CertificateRelay relay, EnrollmentGuard guard) : EnrollmentService.EnrollmentServiceBase
{
    /// <summary>Bytes of the largest request.</summary>
    public const int LargestMessage = SigningRequest.Largest + 1024;

    [WithoutCertificate]
    public override async Task<EnrollResponse> Enroll(EnrollRequest request, ServerCallContext context)
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

        var ask = new CertificateAsk { SigningRequest = Checked(request.SigningRequest), Secret = request.Secret, From = source.ToString() };
        var answer = await relay.AskAsync(ask, context.CancellationToken).ConfigureAwait(false);
        if ((StatusCode)answer.Status == StatusCode.Unauthenticated)
        {
            guard.Wrong(source);
        }
        else if (answer.Status == 0)
        {
            guard.Right(source);
        }

        return Answer(answer);
    }

    public override async Task<EnrollResponse> Renew(RenewRequest request, ServerCallContext context)
    {
        var link = context.GetHttpContext().Features.Get<LinkConnection>()!;
        var (peer, from) = (LinkPeer.Of(context), link.Remote.Address.ToString());
        Checked(request.SigningRequest);
        if (node.Authority is not null)
        {
            return Answer(desk.Renew(peer.Kind, peer.Id, peer.Serial, request.SigningRequest, from));
        }

        var proof = new RenewalProof { Certificate = ByteString.CopyFrom(link.Certificate!.RawData), Signature = request.Proof };
        var ask = new CertificateAsk { SigningRequest = request.SigningRequest, Renewal = proof, From = from };
        return Answer(await relay.AskAsync(ask, context.CancellationToken).ConfigureAwait(false));
    }

    private static ByteString Checked(ByteString der) => SigningRequest.TryRead(der.ToByteArray(), out _)
        ? der
        : throw Refusal.Field("signing_request", "must be a PKCS #10 request, DER, signed with its own key on P-256.");

    private static EnrollResponse Answer(CertificateAnswer answer) => answer.Status == 0
        ? new EnrollResponse { Chain = { answer.Chain } }
        : throw new RpcException(new Status((StatusCode)answer.Status, answer.Detail));
}
