using System.Net;
using System.Threading.Channels;
using Grpc.Core;
using Grpc.Net.Client;

namespace RadioNet.Api.Links;

/// <summary>One attachment of a link's lower end to one node, from its welcome to its end.</summary>
/// <typeparam name="TSaid">A message of the lower end.</typeparam>
/// <typeparam name="THeard">A message of the node.</typeparam>
public sealed class LinkSession<TSaid, THeard> : ILinkSession
    where TSaid : class
    where THeard : class
{
    /// <summary>Messages that may wait while one is being obeyed; then no more is read.</summary>
    private const int MostUntaken = 256;

    /// <summary>How long the node may take to hear that the lower end leaves.</summary>
    private static readonly TimeSpan _goodbyeTime = TimeSpan.FromMilliseconds(500);

    private readonly LinkTongue<TSaid, THeard> _tongue;
    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<TSaid, THeard> _call;
    private readonly Channel<TSaid> _unsent;
    private readonly Channel<THeard> _untaken = Channel.CreateBounded<THeard>(new BoundedChannelOptions(MostUntaken) { SingleReader = true, SingleWriter = true });
    private readonly TimeProvider _time;
    private readonly SilenceWatch _silence;

    internal LinkSession(
        LinkTongue<TSaid, THeard> tongue, Uri node, IPAddress address, GrpcChannel channel, AsyncDuplexStreamingCall<TSaid, THeard> call, THeard welcome,
        int mostUnsent, TimeProvider time)
    {
        (_tongue, Node, Address, _channel, _call, Welcome, _time) = (tongue, node, address, channel, call, welcome, time);
        _unsent = Channel.CreateBounded<TSaid>(new BoundedChannelOptions(mostUnsent) { SingleReader = true });
        _silence = new SilenceWatch(time);
    }

    /// <inheritdoc/>
    public Uri Node { get; }

    /// <summary>The node's host.</summary>
    public IPAddress Address { get; }

    /// <summary>What the node said first.</summary>
    public THeard Welcome { get; }

    /// <summary>Messages that wait on their way.</summary>
    public int Unsent => _unsent.Reader.Count;

    /// <summary>Sends a message without waiting; false when the way is full.</summary>
    public bool Send(TSaid message) => _unsent.Writer.TryWrite(message);

    /// <summary>
    /// Runs until the link ends, by whichever end, and says why; the node hears it when it is the lower end that ends it.
    /// <paramref name="take"/> gets the node's messages one after the other, its welcome first; however long it takes for one,
    /// the pings go on.
    /// </summary>
    public async Task<(LinkLoss Why, string Detail)> RunAsync(Action<THeard> take, LinkPulse pulse, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(take);
        using var ending = new CancellationTokenSource();
        var leaving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var left = cancel.Register(leaving.SetResult);
        var (reading, writing) = (ReadAsync(ending.Token), WriteAsync(ending.Token));
        Task[] parts = [reading, TakeAsync(take, ending.Token), writing, PingAsync(pulse.Interval, ending.Token), WatchAsync(pulse.Dead, ending.Token)];
        var first = await Task.WhenAny([.. parts, leaving.Task]).ConfigureAwait(false);
        if (first == leaving.Task)
        {
            await SayGoodbyeAsync(reading, writing).ConfigureAwait(false);
        }

        if (first == writing)
        {
            // A stream that the node has ended fails the writer too: why, the reader hears.
            first = await Task.WhenAny(reading, Task.Delay(_goodbyeTime, _time, ending.Token)).ConfigureAwait(false) == reading ? reading : writing;
        }

        await ending.CancelAsync().ConfigureAwait(false);
        var result = first == leaving.Task ? (LinkLoss.Left, "This end left.") : await FailureOf(first).ConfigureAwait(false);
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
            return LinkFailure.Explain(failed);
        }
    }

    /// <summary>The node ends the link when it has read it; an end by this end could overtake it.</summary>
    private async Task SayGoodbyeAsync(Task reading, Task writing)
    {
        _unsent.Writer.TryWrite(_tongue.Goodbye());
        _unsent.Writer.TryComplete();
        await Task.WhenAll(reading, writing).WaitAsync(_goodbyeTime, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        while (await _call.ResponseStream.MoveNext(cancel).ConfigureAwait(false))
        {
            _silence.Hear();
            await _untaken.Writer.WriteAsync(_call.ResponseStream.Current, cancel).ConfigureAwait(false);
        }
    }

    private async Task TakeAsync(Action<THeard> take, CancellationToken cancel)
    {
        await Task.Yield();
        take(Welcome);
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

    /// <summary>Asks for a sign of life.</summary>
    private async Task PingAsync(TimeSpan interval, CancellationToken cancel)
    {
        for (ulong number = 1; ; number++)
        {
            Send(_tongue.Ping(number));
            await Task.Delay(interval, _time, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Fails when the last sign of life was so long ago.</summary>
    private async Task WatchAsync(TimeSpan dead, CancellationToken cancel)
    {
        var silence = await _silence.WaitAsync(dead, cancel).ConfigureAwait(false);
        throw new TimeoutException($"The node has not answered for {silence.TotalSeconds:0.0} s.");
    }
}
