using System.Net;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Net.Client;
using RadioNet.Api;

namespace RadioNet.BaseStation.Link;

/// <summary>One attachment to one node, from its Welcome to its end.</summary>
public sealed class SiteLinkSession : IAsyncDisposable
{
    /// <summary>Messages that may wait while one is being obeyed; then no more is read.</summary>
    private const int MostUntaken = 256;

    /// <summary>How long the node may take to hear that the station leaves.</summary>
    private static readonly TimeSpan _goodbyeTime = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan _shortestPing = TimeSpan.FromMilliseconds(100);

    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<FromBaseStation, ToBaseStation> _call;
    private readonly Channel<FromBaseStation> _unsent;
    private readonly Channel<ToBaseStation> _untaken =
        Channel.CreateBounded<ToBaseStation>(new BoundedChannelOptions(MostUntaken) { SingleReader = true, SingleWriter = true });
    private readonly TimeProvider _time;
    private long _lastHeard;

    private SiteLinkSession(
        Uri node, IPAddress address, GrpcChannel channel, AsyncDuplexStreamingCall<FromBaseStation, ToBaseStation> call, Welcome welcome, int mostUnsent,
        TimeProvider time)
    {
        (Node, Address, _channel, _call, Welcome, _time) = (node, address, channel, call, welcome, time);
        _unsent = Channel.CreateBounded<FromBaseStation>(new BoundedChannelOptions(mostUnsent) { SingleReader = true });
        _lastHeard = time.GetTimestamp();
    }

    /// <summary>The node's links address.</summary>
    public Uri Node { get; }

    /// <summary>The node's host.</summary>
    public IPAddress Address { get; }

    /// <summary>What the node said first.</summary>
    public Welcome Welcome { get; }

    /// <summary>Attaches; a refusal, or no Welcome in time, throws.</summary>
    /// <exception cref="RpcException">The node refused, or could not be reached.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">Its host has no address.</exception>
    /// <exception cref="OperationCanceledException">It did not answer in time.</exception>
    public static async Task<SiteLinkSession> OpenAsync(
        Uri node, GrpcChannel channel, Attach hello, TimeSpan patience, int mostUnsent, TimeProvider time, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        using var hurry = new CancellationTokenSource(patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, hurry.Token);
        var address = IPAddress.TryParse(node.IdnHost, out var literal) ? literal : (await Dns.GetHostAddressesAsync(node.IdnHost, both.Token).ConfigureAwait(false))[0];
        var call = new SiteLinkService.SiteLinkServiceClient(channel).Attach(new CallOptions());
        try
        {
            await call.RequestStream.WriteAsync(new FromBaseStation { Attach = hello }, both.Token).ConfigureAwait(false);
            return await call.ResponseStream.MoveNext(both.Token).ConfigureAwait(false) && call.ResponseStream.Current.Welcome is { } welcome
                ? new SiteLinkSession(node, address, channel, call, welcome, mostUnsent, time)
                : throw new RpcException(new Grpc.Core.Status(StatusCode.Internal, "The node did not welcome the base station."));
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }

    /// <summary>What a failure of a link means, and its words.</summary>
    public static (LinkLoss Why, string Detail) Explain(Exception failure) => failure switch
    {
        RpcException { StatusCode: StatusCode.NotFound or StatusCode.PermissionDenied or StatusCode.Unauthenticated or StatusCode.InvalidArgument } refused =>
            (LinkLoss.Refused, refused.Status.Detail),
        RpcException { StatusCode: StatusCode.Aborted } left => (LinkLoss.Left, left.Status.Detail),
        RpcException broken => (LinkLoss.Unreachable, broken.Status.Detail),
        OperationCanceledException => (LinkLoss.Silent, "The node did not answer in time."),
        _ => (LinkLoss.Unreachable, failure.Message),
    };

    /// <summary>Sends a message without waiting; false when the way is full.</summary>
    public bool Send(FromBaseStation message) => _unsent.Writer.TryWrite(message);

    /// <summary>
    /// Runs until the link ends, by whichever end, and says why; the node hears it when it is the station that ends it.
    /// <paramref name="take"/> gets the node's messages one after the other, the Welcome's plan first; however long it takes for one,
    /// the pings go on.
    /// </summary>
    public async Task<(LinkLoss Why, string Detail)> RunAsync(Action<ToBaseStation> take, int pingsLost, CancellationToken cancel)
    {
        using var ending = new CancellationTokenSource();
        var leaving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var left = cancel.Register(leaving.SetResult);
        var (reading, writing) = (ReadAsync(ending.Token), WriteAsync(ending.Token));
        Task[] parts = [reading, TakeAsync(take, ending.Token), writing, PingAsync(pingsLost, ending.Token)];
        var first = await Task.WhenAny([.. parts, leaving.Task]).ConfigureAwait(false);
        if (first == leaving.Task)
        {
            await SayGoodbyeAsync(reading, writing).ConfigureAwait(false);
        }

        await ending.CancelAsync().ConfigureAwait(false);
        var result = first == leaving.Task ? (LinkLoss.Left, "The base station left.") : await FailureOf(first).ConfigureAwait(false);
        foreach (var part in parts)
        {
            await part.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return result;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _call.Dispose();
        _channel.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<(LinkLoss, string)> FailureOf(Task ended)
    {
        try
        {
            await ended.ConfigureAwait(false);
            return (LinkLoss.Unreachable, "The node ended the link.");
        }
        catch (TimeoutException silent)
        {
            return (LinkLoss.Silent, silent.Message);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            return Explain(failed);
        }
    }

    /// <summary>The node ends the link when it has read it; an end by this end could overtake it.</summary>
    private async Task SayGoodbyeAsync(Task reading, Task writing)
    {
        _unsent.Writer.TryWrite(new FromBaseStation { Goodbye = new Goodbye() });
        _unsent.Writer.TryComplete();
        await Task.WhenAll(reading, writing).WaitAsync(_goodbyeTime, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        while (await _call.ResponseStream.MoveNext(cancel).ConfigureAwait(false))
        {
            Volatile.Write(ref _lastHeard, _time.GetTimestamp());
            await _untaken.Writer.WriteAsync(_call.ResponseStream.Current, cancel).ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(Action<ToBaseStation> take, CancellationToken cancel)
    {
        await Task.Yield();
        if (Welcome.Plan is { } plan)
        {
            take(new ToBaseStation { Plan = plan });
        }

        await foreach (var message in _untaken.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            take(message);
        }
    }

    private async Task WriteAsync(CancellationToken cancel)
    {
        await foreach (var message in _unsent.Reader.ReadAllAsync(cancel).ConfigureAwait(false))
        {
            await _call.RequestStream.WriteAsync(message, cancel).ConfigureAwait(false);
        }

        await _call.RequestStream.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>Asks for a sign of life at the node's interval; none for some intervals, and the link is dead.</summary>
    private async Task PingAsync(int pingsLost, CancellationToken cancel)
    {
        var interval = TimeSpan.FromMilliseconds(Welcome.PingMilliseconds);
        interval = interval < _shortestPing ? _shortestPing : interval;
        for (ulong number = 1; ; number++)
        {
            Send(new FromBaseStation { Ping = new LinkPing { Number = number } });
            await Task.Delay(interval, _time, cancel).ConfigureAwait(false);
            var silence = _time.GetElapsedTime(Volatile.Read(ref _lastHeard));
            if (silence > interval * pingsLost)
            {
                throw new TimeoutException($"The node has not answered for {silence.TotalSeconds:0.0} s.");
            }
        }
    }
}
