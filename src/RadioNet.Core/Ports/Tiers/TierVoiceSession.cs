using RadioNet.Core.Ports.Sites;
using RadioNet.Voice.Links;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>One end of a voice session with a neighbour node. Disposed, its port is closed and its keys are forgotten.</summary>
internal sealed class TierVoiceSession(PortBook ports, VoiceSessions sessions, string neighbour, PortId port, VoiceLink link, TimeProvider time) : IDisposable
{
    /// <summary>From the attachment to the first keep-alive that must have come.</summary>
    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(3);

    /// <summary>Three keep-alives lost one after the other.</summary>
    private static readonly TimeSpan _wait = (3 * VoiceLink.KeepAliveInterval) + TimeSpan.FromSeconds(1);

    private readonly long _opened = time.GetTimestamp();
    private int _closed;

    /// <summary>The port that it is.</summary>
    public PortId Port => port;

    /// <summary>Whether the other end is heard; null while that is still open.</summary>
    public bool? IsHeard => link.LastHeard is { } heard
        ? time.GetElapsedTime(heard) < _wait
        : time.GetElapsedTime(_opened) < _firstWait ? null : false;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
        {
            ports.CloseTierLink(neighbour, port);
            sessions.Release(link.Id);
        }
    }
}
