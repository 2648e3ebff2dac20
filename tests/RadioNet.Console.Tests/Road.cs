using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RadioNet.Consoles.Tests;

/// <summary>The network between a browser and the node as a test wants it: what goes either way can be held up, or cut.</summary>
internal sealed class Road : IAsyncDisposable
{
    private readonly IPEndPoint _node;
    private readonly IPEndPoint _here;
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly CancellationTokenSource _end = new();
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private Task _taking = Task.CompletedTask;
    private volatile TaskCompletionSource? _held;

    public Road(string node)
    {
        _node = IPEndPoint.Parse(new Uri(node).Authority);
        _listener.Start();
        _here = (IPEndPoint)_listener.LocalEndpoint;
        _taking = TakeAsync(_listener);
    }

    /// <summary>Where a browser finds the node.</summary>
    public string Web => $"http://{_here}";

    /// <summary>From now on nothing arrives; what is sent waits.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held up arrives.</summary>
    public void Release()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    /// <summary>The node is gone: connections break, nobody answers.</summary>
    public async Task CutAsync()
    {
        _listener.Stop();
        await _taking;
        foreach (var client in _open.Keys) client.Close();
    }

    /// <summary>The node is back at the same address.</summary>
    public void Mend()
    {
        _listener = new TcpListener(_here);
        _listener.Start();
        _taking = TakeAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Release();
        await CutAsync();
        _end.Dispose();
    }

    private async Task TakeAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = PassAsync(await listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception over) when (over is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // No more are taken.
        }
    }

    private async Task PassAsync(TcpClient browser)
    {
        using var node = new TcpClient { NoDelay = true };
        (browser.NoDelay, _open[browser], _open[node]) = (true, true, true);
        try
        {
            await node.ConnectAsync(_node, _end.Token);
            var (up, down) = (CopyAsync(browser.GetStream(), node.GetStream()), CopyAsync(node.GetStream(), browser.GetStream()));
            await Task.WhenAny(up, down);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // Either end is gone.
        }
        finally
        {
            _open.TryRemove(browser, out _);
            _open.TryRemove(node, out _);
            browser.Dispose();
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var octets = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(octets, _end.Token) is > 0 and var count)
            {
                while (_held is { } held) await held.Task;
                await to.WriteAsync(octets.AsMemory(0, count), _end.Token);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either end is gone.
        }
    }
}
