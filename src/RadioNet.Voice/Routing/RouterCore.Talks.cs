using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Routing;

/// <summary>What is said at consoles: streams like others, at a port that is a ring in this process.</summary>
internal sealed partial class RouterCore
{
    private RouterPort? _talks;

    /// <summary>How many bursts of consoles wait.</summary>
    public int TalksWaiting => _talks?.Talks!.Count ?? 0;

    /// <summary>Takes the oldest burst of consoles that waits; there must be one.</summary>
    public void TakeTalk(long now)
    {
        RouterPort port = _talks!;
        try
        {
            OnTalk(port, port.Talks!.Peek(), now);
        }
        finally
        {
            port.Talks!.Drop();
        }
    }

    private void OnTalk(RouterPort port, in DmrdPacket packet, long now)
    {
        if (packet.Burst == DmrdBurst.VoiceHeader && port.Meet(StreamKey.Of(packet, StreamKind.Voice, packet.StreamId)) is { Over: false, VoiceSeen: false } asking)
        {
            asking.StillAsks(now);
            return;
        }

        OnBurst(port, packet, packet.StreamId, new BurstTrail(now), now);
    }

    private void Open(PortId id, TalkRing talks, long now)
    {
        Close(id, now);
        _ports[id] = _talks = new RouterPort(id, talks);
        Cells.Ports = _ports.Count;
    }
}
