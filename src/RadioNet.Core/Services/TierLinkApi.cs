using Grpc.Core;
using Microsoft.Extensions.Hosting;
using RadioNet.Api;
using RadioNet.Core.Access;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Protocols.Identity;
using TierStream = RadioNet.Core.Ports.Links.LinkStream<RadioNet.Api.FromChild, RadioNet.Api.ToChild>;

namespace RadioNet.Core.Services;

/// <summary>The node's end of the links from the nodes below it.</summary>
[ServedOnLinks]
internal sealed class TierLinkApi(
    ChildBook children, TierPlans plans, LowerRecords records, TierMatters matters, Revocations revocations, StandingNodes standing, LowerSites sites,
    IHostApplicationLifetime life, TimeProvider time) : TierLinkService.TierLinkServiceBase
{
    public override async Task Attach(IAsyncStreamReader<FromChild> requestStream, IServerStreamWriter<ToChild> responseStream, ServerCallContext context)
    {
        var peer = Child(context);
        var stream = new TierStream(requestStream, responseStream, life, time, context.CancellationToken);
        var hello = await stream.HelloAsync(said => said.Attach).ConfigureAwait(false);
        var child = children.Attach(peer, hello) ?? throw NotBelow(peer.Id);
        Action<RecordsDown> answer = said => child.Send(new ToChild { Records = said });
        standing.Begin(child.Id);
        matters.ChildUp(child);
        try
        {
            await stream.RunAsync(
                child.Unsent, said => Take(child, said, answer), ChildBook.Pulse.Dead, child.Gone, () => child.WhyLetGo, child.NoteSent).ConfigureAwait(false);
        }
        finally
        {
            matters.ChildDown(child);
            records.Left(child.Id, answer, time.GetUtcNow());
            sites.Left(child);
            children.Detach(child, inOrder: stream.IsStopping);
            standing.End(child.Id);
            if (child.Dismissed is not null)
            {
                context.GetHttpContext().Features.Get<LinkConnection>()?.Close("The plan does not have the node any more.");
            }
        }
    }

    public override Task<HailResponse> Hail(HailRequest request, ServerCallContext context) => children.IsBelow(Child(context).Id)
        ? Task.FromResult(new HailResponse { Node = plans.Self, Revoked = revocations.NewerThan(request.Revoked) })
        : throw NotBelow(Child(context).Id);

    private static LinkPeer Child(ServerCallContext context)
    {
        var peer = LinkPeer.Of(context);
        return peer.Kind == LinkPeerKind.Node
            ? peer
            : throw TierStream.Refused(StatusCode.PermissionDenied, "This is for nodes, and the certificate is a site's.");
    }

    private void Take(AttachedChild child, FromChild said, Action<RecordsDown> answer)
    {
        if (said.Calls is { } calls)
        {
            child.Calls?.Hear(calls);
        }
        else if (said.Sites is { } ofSites)
        {
            sites.Take(child, ofSites);
        }
        else if (said.Records is not { } up)
        {
            children.Take(child, said);
            matters.Hear(child, said);
        }
        else if (!records.Take(child.Id, up, answer))
        {
            child.LetGo();
        }
    }

    private RpcException NotBelow(string child) => TierStream.Refused(
        StatusCode.NotFound, $"The plan has no node {child} below {plans.Self}. Name an address of a node above it with --parent.");
}
