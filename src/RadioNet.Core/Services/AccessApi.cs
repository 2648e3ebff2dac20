using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Access;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Storage;
using RadioNet.Protocols.Identity;
using Status = Grpc.Core.Status;

namespace RadioNet.Core.Services;

/// <summary>Tokens, certificates and the CA's backup, for those who run the network.</summary>
internal sealed class AccessApi(
    NodeCredentials credentials, IAccessStore store, PlanKeeper keeper, NodeIdentity self, LinkConnections links, Revocations revocations, NodeMessages nodes, LinkClock clock)
    : AccessService.AccessServiceBase
{
    private const int ShortestPassphrase = 12;
    private const int LongestPassphrase = 1024;

    public override Task<CreateTokenResponse> CreateToken(CreateTokenRequest request, ServerCallContext context)
    {
        var id = Refusal.RequestId(request.RequestId);
        var kind = Kind(request.Kind);
        if (IsSelf(kind, request.Id))
        {
            throw Refusal.Field("id", $"\"{request.Id}\" is this node, which gives itself its certificate.");
        }

        var token = Authority().CreateToken(kind, request.Id, id, Refusal.Who(request.Who))
            ?? throw Refusal.NotFound($"The plan has no {Word(kind)} \"{request.Id}\".");
        return Task.FromResult(new CreateTokenResponse { Token = token.Encode(), Expires = token.Expires.ToTimestamp() });
    }

    public override Task<ListNodesResponse> ListNodes(ListNodesRequest request, ServerCallContext context)
    {
        var response = new ListNodesResponse();
        response.Nodes.Add(keeper.Current.Plan.Nodes.Select(node => nodes.Describe(new Node
        {
            Id = node.Id,
            Place = node.At,
            Self = node.Id == self.Id,
            Certificate = Newest(node.Id) is { } certificate ? Of(certificate) : null,
        })));
        return Task.FromResult(response);
    }

    public override Task<ListCertificatesResponse> ListCertificates(ListCertificatesRequest request, ServerCallContext context)
    {
        var limit = Refusal.PageSize(request.PageSize, 100);
        var before = Refusal.PageToken(request.PageToken, long.MaxValue);
        var found = store.ListCertificates(
            request.Kind == PeerKind.Unspecified ? null : Kind(request.Kind), request.Id.Length > 0 ? request.Id : null, before, limit + 1);
        var page = found.Take(limit).ToList();
        var response = new ListCertificatesResponse { NextPageToken = Refusal.NextToken(found.Count > limit, page is [.., var last] ? last.Number : 0) };
        response.Certificates.Add(page.Select(Of));
        return Task.FromResult(response);
    }

    public override Task<RevokeResponse> Revoke(RevokeRequest request, ServerCallContext context)
    {
        Refusal.RequestId(request.RequestId);
        var kind = Kind(request.Kind);
        if (IsSelf(kind, request.Id) && request.Serial.Length == 0)
        {
            throw Refusal.Field("id", $"\"{request.Id}\" is this node. If its key is known to others, so is the CA's: 'radionet ca create'.");
        }

        // A peer that has left the plan may be revoked all the same; one that never was there is a slip of the hand.
        if (!keeper.Current.Knows(kind, request.Id) && store.ListCertificates(kind, request.Id, long.MaxValue, 1).Count == 0)
        {
            throw Refusal.NotFound($"The plan has no {Word(kind)} \"{request.Id}\", and it has no certificate.");
        }

        var serial = request.Serial.Length == 0 ? null : request.Serial.ToUpperInvariant();
        if (serial is not null && (store.FindCertificate(serial) is not { } known || (known.Kind, known.Id) != (kind, request.Id)))
        {
            throw Refusal.NotFound($"{Word(kind)} \"{request.Id}\" has no certificate {serial}. Leave the serial out to revoke all of {Word(kind)} \"{request.Id}\".");
        }

        var outcome = Authority().Revoke(kind, request.Id, serial, Refusal.Who(request.Who));
        revocations.Refresh();
        links.Recheck();
        return Task.FromResult(new RevokeResponse { Certificates = { outcome.Certificates.Select(Of) }, Tokens = outcome.Tokens });
    }

    public override Task<BackUpAuthorityResponse> BackUpAuthority(BackUpAuthorityRequest request, ServerCallContext context)
    {
        if (request.Passphrase.Length is < ShortestPassphrase or > LongestPassphrase)
        {
            throw Refusal.Field("passphrase", $"must have {ShortestPassphrase} to {LongestPassphrase} characters.");
        }

        return Task.FromResult(new BackUpAuthorityResponse { Pem = Authority().BackUp(request.Passphrase, Refusal.Who(request.Who)) });
    }

    private static LinkPeerKind Kind(PeerKind kind) => kind switch
    {
        PeerKind.Node => LinkPeerKind.Node,
        PeerKind.Site => LinkPeerKind.Site,
        _ => throw Refusal.Field("kind", "must be node or site."),
    };

    private static string Word(LinkPeerKind kind) => kind == LinkPeerKind.Node ? "node" : "site";

    private bool IsSelf(LinkPeerKind kind, string id) => kind == LinkPeerKind.Node && id == self.Id;

    private CertificateAuthority Authority() => credentials.Authority ?? throw new RpcException(new Status(
        StatusCode.FailedPrecondition, credentials.Trouble?.En ?? "This node has not the network's CA. Ask the root node, with --server."));

    private IssuedCertificate? Newest(string node)
    {
        var given = store.ListCertificates(LinkPeerKind.Node, node, long.MaxValue, ApiLimits.LargestPage);
        return given.FirstOrDefault(certificate => certificate.Revoked is null) ?? (given is [var newest, ..] ? newest : null);
    }

    private Certificate Of(IssuedCertificate certificate) => AccessMessages.Of(
        certificate, credentials.Authority?.Certificate, clock, links.IsConnected(certificate.Serial));
}
