using Grpc.Core;
using Microsoft.Extensions.Hosting;
using RadioNet.Api;
using RadioNet.Core.Access;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Ports.Sites;
using RadioNet.Protocols.Identity;
using SiteStream = RadioNet.Core.Ports.Links.LinkStream<RadioNet.Api.FromBaseStation, RadioNet.Api.ToBaseStation>;

namespace RadioNet.Core.Services;

/// <summary>The node's end of the site links.</summary>
[ServedOnLinks]
internal sealed class SiteLinkApi(StationBook stations, StationRecords records, NodeIdentity node, Revocations revocations, IHostApplicationLifetime life, TimeProvider time)
    : SiteLinkService.SiteLinkServiceBase
{
    public override async Task Attach(
        IAsyncStreamReader<FromBaseStation> requestStream, IServerStreamWriter<ToBaseStation> responseStream, ServerCallContext context)
    {
        var peer = Site(context);
        var stream = new SiteStream(requestStream, responseStream, life, time, context.CancellationToken);
        var hello = await stream.HelloAsync(said => said.Attach).ConfigureAwait(false);
        if (!stations.Serves(peer.Id))
        {
            throw SiteStream.Refused(StatusCode.Unavailable, $"Another node serves site {peer.Id} now.");
        }

        var station = stations.Attach(peer, hello)
            ?? throw SiteStream.Refused(StatusCode.NotFound, $"The plan has no base station \"{hello.BaseStation}\" at site {peer.Id}. Name one that it has, or put it into the plan.");
        void TellRevoked(object? sender, EventArgs change)
        {
            if (revocations.NewerThan(0) is { } list)
            {
                station.Send(new ToBaseStation { Revoked = list });
            }
        }

        revocations.Changed += TellRevoked;
        TellRevoked(null, EventArgs.Empty);
        try
        {
            await stream.RunAsync(
                station.Unsent, said => Take(station, said), StationBook.PingInterval * 4,
                () => "The base station attached anew, is not in the plan any more, is served by another node now, or does not read what it is told.", Complete).ConfigureAwait(false);
        }
        finally
        {
            revocations.Changed -= TellRevoked;
            stations.Detach(station, inOrder: stream.IsStopping);
        }
    }

    public override Task<StationHailAnswer> Hail(StationHail request, ServerCallContext context)
    {
        _ = Site(context);
        return Task.FromResult(new StationHailAnswer { Revoked = revocations.NewerThan(request.Revoked) });
    }

    private static LinkPeer Site(ServerCallContext context) => LinkPeer.Of(context) is { Kind: LinkPeerKind.Site } peer
        ? peer
        : throw SiteStream.Refused(StatusCode.PermissionDenied, "This is for base stations, and the certificate is a node's.");

    private void Complete(ToBaseStation message)
    {
        if (message.Welcome is { } welcome)
        {
            welcome.Node = node.Id;
        }
    }

    private void Take(AttachedStation station, FromBaseStation said)
    {
        if (said.Record is { } record)
        {
            records.Take(station, record);
        }
        else
        {
            stations.Take(station, said);
        }
    }
}
