using System.Net;
using Grpc.Core;
using Grpc.Net.Client;

namespace RadioNet.Api.Links;

/// <summary>What the messages of one kind of link are that every kind has.</summary>
/// <typeparam name="TSaid">A message of the lower end.</typeparam>
/// <typeparam name="THeard">A message of the node.</typeparam>
/// <param name="Attach">Begins the stream.</param>
/// <param name="IsWelcome">Whether a message is the one that a node begins with.</param>
/// <param name="Ping">A ping, by its number.</param>
/// <param name="Goodbye">What the lower end says when it leaves.</param>
public sealed record LinkTongue<TSaid, THeard>(
    Func<GrpcChannel, AsyncDuplexStreamingCall<TSaid, THeard>> Attach, Func<THeard, bool> IsWelcome, Func<ulong, TSaid> Ping, Func<TSaid> Goodbye)
    where TSaid : class
    where THeard : class
{
    /// <summary>Messages of the lower end that may wait for their way.</summary>
    public int MostUnsent { get; init; } = 256;

    /// <summary>Attaches; a refusal, or no welcome in time, throws.</summary>
    /// <param name="node">The node's links address.</param>
    /// <param name="channel">The way to it, the session's from now on: it is disposed of when attaching fails, too.</param>
    /// <param name="hello">What is said first.</param>
    /// <param name="patience">How long the node may take to its welcome.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RpcException">The node refused, or could not be reached.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">Its host has no address.</exception>
    /// <exception cref="OperationCanceledException">It did not answer in time.</exception>
    public async Task<LinkSession<TSaid, THeard>> OpenAsync(
        Uri node, GrpcChannel channel, TSaid hello, TimeSpan patience, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(channel);
        using var hurry = new CancellationTokenSource(patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, hurry.Token);
        AsyncDuplexStreamingCall<TSaid, THeard>? call = null;
        try
        {
            var address = IPAddress.TryParse(node.IdnHost, out var literal) ? literal : (await Dns.GetHostAddressesAsync(node.IdnHost, both.Token).ConfigureAwait(false))[0];
            call = Attach(channel);
            try
            {
                await call.RequestStream.WriteAsync(hello, both.Token).ConfigureAwait(false);
            }
            catch (RpcException)
            {
                // The node has ended the stream already: why, its reading end says below.
            }

            return await call.ResponseStream.MoveNext(both.Token).ConfigureAwait(false) && IsWelcome(call.ResponseStream.Current)
                ? new LinkSession<TSaid, THeard>(this, node, address, channel, call, call.ResponseStream.Current, MostUnsent, time)
                : throw new RpcException(new Grpc.Core.Status(StatusCode.Internal, "The node did not welcome this end of the link."));
        }
        catch
        {
            call?.Dispose();
            channel.Dispose();
            throw;
        }
    }
}
