using System.Net;
using System.Net.Sockets;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Tests.Repeaters;

/// <summary>A master that does what a test tells it, one message at a time, over real UDP on loopback.</summary>
internal sealed class ScriptedMaster : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public ScriptedMaster()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = (IPEndPoint)_socket.LocalEndPoint!;
    }

    public IPEndPoint Address { get; }

    /// <summary>Who sent the last message.</summary>
    public IPEndPoint Peer { get; private set; } = new(IPAddress.Loopback, 0);

    public void Dispose() => _socket.Dispose();

    /// <summary>The next message; fails when it is not of this kind, or does not come in time.</summary>
    public async Task<byte[]> ExpectAsync(HomebrewKind kind)
    {
        byte[] datagram = await ReceiveAsync();
        Assert.Equal(kind, HomebrewMessage.Classify(datagram));
        return datagram;
    }

    public async Task<byte[]> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(_patience);
        byte[] buffer = new byte[2048];
        var received = await _socket.ReceiveFromAsync(buffer, Address, limit.Token);
        Peer = (IPEndPoint)received.RemoteEndPoint;
        return buffer[..received.ReceivedBytes];
    }

    /// <summary>Whether a datagram waits that nobody has taken.</summary>
    public bool HasMore => _socket.Available > 0;

    public Task AnswerAsync(HomebrewKind kind, uint word) => SendAsync(Peer, Write(new SessionMessage(kind, HomebrewDialect.Conventional, word)));

    public async Task SendAsync(IPEndPoint to, byte[] datagram) => await _socket.SendToAsync(datagram, to);

    /// <summary>Takes a repeater through its whole login.</summary>
    public async Task AdmitAsync(RepeaterId repeater, bool withOptions = false)
    {
        await ExpectAsync(HomebrewKind.Login);
        await AnswerAsync(HomebrewKind.Acknowledgement, 0x01020304);
        await ExpectAsync(HomebrewKind.LoginProof);
        await AnswerAsync(HomebrewKind.Acknowledgement, repeater.Value);
        await ExpectAsync(HomebrewKind.Configuration);
        await AnswerAsync(HomebrewKind.Acknowledgement, repeater.Value);
        if (!withOptions) return;
        await ExpectAsync(HomebrewKind.Options);
        await AnswerAsync(HomebrewKind.Acknowledgement, repeater.Value);
    }

    private static byte[] Write(SessionMessage message)
    {
        byte[] datagram = new byte[SessionMessage.LongestLength];
        return datagram[..message.Write(datagram)];
    }
}
