using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using RadioNet.Api.Links;
using Status = Grpc.Core.Status;

namespace RadioNet.Core.Ports.Links;

/// <summary>The node's end of one link's stream, whatever is said over it.</summary>
/// <typeparam name="TSaid">A message of the lower end.</typeparam>
/// <typeparam name="TTold">A message of this node.</typeparam>
internal sealed class LinkStream<TSaid, TTold>(
    IAsyncStreamReader<TSaid> requests, IServerStreamWriter<TTold> responses, IHostApplicationLifetime life, TimeProvider time, CancellationToken cancel)
    where TSaid : class
{
    /// <summary>From the stream's begin to its first message.</summary>
    private static readonly TimeSpan HelloTime = TimeSpan.FromSeconds(5);

    /// <summary>For who is let go, to read what is on its way to it just then: a message that is broken off takes the reason with it.</summary>
    private static readonly TimeSpan LastMessageTime = TimeSpan.FromSeconds(1);

    /// <summary>Whether this node ends its links because it stops.</summary>
    public bool IsStopping => life.ApplicationStopping.IsCancellationRequested;

    public static RpcException Refused(StatusCode status, string why) => new(new Status(status, why));

    /// <summary>The first message, which must be the one that a rule picks.</summary>
    public async Task<THello> HelloAsync<THello>(Func<TSaid, THello?> pick)
        where THello : class
    {
        using var hurry = new CancellationTokenSource(HelloTime, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, hurry.Token);
        return await requests.MoveNext(both.Token).ConfigureAwait(false) && pick(requests.Current) is { } hello
            ? hello
            : throw Refused(StatusCode.InvalidArgument, "attach: the first message must be it.");
    }

    /// <summary>
    /// Runs until the lower end ends the stream, has been silent for too long, or is let go, whatever it still has to read; then what
    /// is thrown says why.
    /// </summary>
    /// <param name="unsent">What the lower end is told.</param>
    /// <param name="take">Takes what it says.</param>
    /// <param name="patience">For how long it may be silent.</param>
    /// <param name="gone">Complete when it is let go.</param>
    /// <param name="whyLetGo">Says what it is told then.</param>
    /// <param name="complete">Sees each message before it is sent, and puts into it what its writer did not know.</param>
    public async Task RunAsync(ChannelReader<TTold> unsent, Action<TSaid> take, TimeSpan patience, Task gone, Func<string> whyLetGo, Action<TTold>? complete = null)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel, life.ApplicationStopping);
        var silence = new SilenceWatch(time);
        var reading = ReadAsync(take, silence, ending.Token);
        var writing = WriteAsync(unsent, gone, complete, ending.Token);
        var silent = silence.WaitAsync(patience, ending.Token);
        var first = await Task.WhenAny(gone, reading, writing, silent).ConfigureAwait(false);
        if (first == gone)
        {
            await writing.WaitAsync(LastMessageTime, time, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(reading, writing, silent).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (IsStopping)
        {
            throw Refused(StatusCode.Unavailable, "The node stops.");
        }

        if ((first == gone || first == writing) && !cancel.IsCancellationRequested)
        {
            throw Refused(StatusCode.Aborted, whyLetGo());
        }
    }

    private async Task ReadAsync(Action<TSaid> take, SilenceWatch silence, CancellationToken ended)
    {
        while (await requests.MoveNext(ended).ConfigureAwait(false))
        {
            silence.Hear();
            take(requests.Current);
            silence.Hear();
        }
    }

    private async Task WriteAsync(ChannelReader<TTold> unsent, Task gone, Action<TTold>? complete, CancellationToken ended)
    {
        await foreach (var message in unsent.ReadAllAsync(ended).ConfigureAwait(false))
        {
            complete?.Invoke(message);
            await responses.WriteAsync(message, ended).ConfigureAwait(false);
            if (gone.IsCompleted)
            {
                return;
            }
        }
    }
}
