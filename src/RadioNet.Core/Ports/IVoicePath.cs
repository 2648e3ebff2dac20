using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports;

/// <summary>The voice router as its hosts use it.</summary>
internal interface IVoicePath
{
    /// <summary>Gives the router an order.</summary>
    void Post(RouterCommand command);

    /// <summary>When a port's last burst came, in timestamp ticks; 0 when none came.</summary>
    long LastHeard(PortId port);

    /// <summary>Sends a session's datagram.</summary>
    void Send(in PeerAddress to, ReadOnlySpan<byte> datagram);
}
