using RadioNet.Core.Ports;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Tests.Ports;

/// <summary>Keeps what the sessions send and order, in place of a socket.</summary>
internal sealed class RecordedVoicePath : IVoicePath
{
    public List<RouterCommand> Commands { get; } = [];

    public List<(PeerAddress To, byte[] Datagram)> Sent { get; } = [];

    public Dictionary<PortId, long> Heard { get; } = [];

    public void Post(RouterCommand command) => Commands.Add(command);

    public long LastHeard(PortId port) => Heard.GetValueOrDefault(port);

    public void Send(in PeerAddress to, ReadOnlySpan<byte> datagram) => Sent.Add((to, datagram.ToArray()));

    /// <summary>What was sent since the last call.</summary>
    public List<(PeerAddress To, byte[] Datagram)> TakeSent()
    {
        List<(PeerAddress, byte[])> sent = [.. Sent];
        Sent.Clear();
        return sent;
    }
}
