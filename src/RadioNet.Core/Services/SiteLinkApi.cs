using Grpc.Core;
using Microsoft.Extensions.Hosting;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Links;
using RadioNet.Core.Ports.Sites;
using RadioNet.Protocols.Identity;
using Status = Grpc.Core.Status;

namespace RadioNet.Core.Services;

/// <summary>The node's end of the site links.</summary>
[ServedOnLinks]
internal sealed class SiteLinkApi(StationBook stations, StationRecords records, NodeIdentity node, IHostApplicationLifetime life, TimeProvider time)
    : SiteLinkService.SiteLinkServiceBase
{
    /// <summary>From the stream's begin to its first message.</summary>
    private static readonly TimeSpan HelloTime = TimeSpan.FromSeconds(5);

    public override async Task Attach(
        IAsyncStreamReader<FromBaseStation> requestStream, IServerStreamWriter<ToBaseStation> responseStream, ServerCallContext context)
    {
        var peer = LinkPeer.Of(context);
        if (peer.Kind != LinkPeerKind.Site)
        {
            throw Refused(StatusCode.PermissionDenied, "This is for base stations, and the certificate is a node's.");
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, life.ApplicationStopping);
        var hello = await HelloAsync(requestStream, context.CancellationToken).ConfigureAwait(false);
        var station = stations.Attach(peer, hello)
            ?? throw Refused(StatusCode.NotFound, $"The plan has no base station \"{hello.BaseStation}\" at site {peer.Id}. Name one that it has, or put it into the plan.");
        try
        {
            var reading = ReadAsync(station, requestStream, ending.Token);
            var writing = WriteAsync(station, responseStream, ending.Token);
            var first = await Task.WhenAny(reading, writing).ConfigureAwait(false);
            await ending.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(reading, writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (life.ApplicationStopping.IsCancellationRequested)
            {
                throw Refused(StatusCode.Unavailable, "The node stops.");
            }

            if (first == writing && !context.CancellationToken.IsCancellationRequested)
            {
                throw Refused(StatusCode.Aborted, "The base station attached anew, is not in the plan any more, or does not read what it is told.");
            }
        }
        finally
        {
            stations.Detach(station, inOrder: life.ApplicationStopping.IsCancellationRequested);
        }
    }

    private static RpcException Refused(StatusCode status, string why) => new(new Status(status, why));

    private async Task<Attach> HelloAsync(IAsyncStreamReader<FromBaseStation> requests, CancellationToken cancel)
    {
        using var hurry = new CancellationTokenSource(HelloTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, hurry.Token);
        return await requests.MoveNext(both.Token).ConfigureAwait(false) && requests.Current.Attach is { } hello
            ? hello
            : throw Refused(StatusCode.InvalidArgument, "attach: the first message must be it.");
    }

    /// <summary>Reads until the station ends, or has been silent for as long as its own patience with a node.</summary>
    private async Task ReadAsync(AttachedStation station, IAsyncStreamReader<FromBaseStation> requests, CancellationToken cancel)
    {
        using var silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, silence.Token);
        do
        {
            silence.CancelAfter(StationBook.PingInterval * 4);
            if (!await requests.MoveNext(both.Token).ConfigureAwait(false))
            {
                return;
            }

            if (requests.Current.Record is { } record)
            {
                records.Take(station, record);
            }
            else
            {
                stations.Take(station, requests.Current);
            }
        }
        while (true);
    }

    private async Task WriteAsync(AttachedStation station, IServerStreamWriter<ToBaseStation> responses, CancellationToken cancel)
    {
        await foreach (var message in station.Unsent.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            if (message.Welcome is { } welcome)
            {
                welcome.Node = node.Id;
            }

            await responses.WriteAsync(message, cancel).ConfigureAwait(false);
        }
    }
}
