using RadioNet.Core.Ports.Sites;
using RadioNet.Protocols.Rtp;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>One end of a voice session with a neighbour node. Disposed, its port is closed and its keys are forgotten.</summary>
internal sealed class TierVoiceSession(PortBook ports, VoiceSessions sessions, string neighbour, PortId port, VoiceLinkId id) : IDisposable
{
    private int _closed;

    /// <summary>The port that it is.</summary>
    public PortId Port => port;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            ports.CloseTierLink(neighbour, port);
            sessions.Release(id);
        }
    }
}
