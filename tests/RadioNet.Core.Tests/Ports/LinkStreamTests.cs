using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using RadioNet.Core.Ports.Links;

namespace RadioNet.Core.Tests.Ports;

/// <summary>The node's end of a stream, with a lower end that reads nothing.</summary>
public sealed class LinkStreamTests : IAsyncStreamReader<string>, IServerStreamWriter<string>, IHostApplicationLifetime
{
    public string Current => "";

    public WriteOptions? WriteOptions { get; set; }

    public CancellationToken ApplicationStarted => default;

    public CancellationToken ApplicationStopping => default;

    public CancellationToken ApplicationStopped => default;

    [Fact]
    public async Task Who_is_let_go_and_reads_nothing_is_gone_at_once()
    {
        LinkStream<string, string> stream = new(this, this, this, TimeProvider.System, CancellationToken.None);
        var unsent = Channel.CreateUnbounded<string>();
        unsent.Writer.TryWrite("what it never reads");
        TaskCompletionSource gone = new();
        var running = stream.RunAsync(unsent.Reader, _ => { }, TimeSpan.FromMinutes(1), gone.Task, () => "It does not read.");
        Assert.False(running.IsCompleted);
        unsent.Writer.TryComplete();
        gone.SetResult();
        var ended = await Assert.ThrowsAsync<RpcException>(() => running.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal((StatusCode.Aborted, "It does not read."), (ended.StatusCode, ended.Status.Detail));
    }

    async Task<bool> IAsyncStreamReader<string>.MoveNext(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return false;
    }

    Task IAsyncStreamWriter<string>.WriteAsync(string message) => Task.Delay(Timeout.Infinite);

    Task IAsyncStreamWriter<string>.WriteAsync(string message, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

    void IHostApplicationLifetime.StopApplication()
    {
    }
}
