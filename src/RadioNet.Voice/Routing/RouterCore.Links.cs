using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Routing;

/// <summary>What comes and goes over voice links.</summary>
internal sealed partial class RouterCore
{
    /// <summary>Takes a burst that was opened; its port may have been closed while it waited.</summary>
    public void OnLinkBurst(RouterPort port, in DmrdPacket packet, in BurstTrail trail, long now)
    {
        if (port.IsClosed) Cells.Strangers++;
        else OnBurst(port, packet, packet.StreamId, trail, now);
    }

    /// <summary>Whether a voice link has not been heard yet, or is owed an answer now.</summary>
    public bool HasNewLink(long now) => _linkSender.HasNewLink(now);

    /// <summary>Sends the keep-alives that are due.</summary>
    public void KeepLinksAlive(long now) => _linkSender.KeepAlive(now);

    /// <summary>Sends what is queued for voice links.</summary>
    public void FlushLinks() => _linkSender.Flush();

    /// <summary>Forgets the keys of all links, when nothing is sent any more.</summary>
    public void StopLinks()
    {
        foreach (RouterPort port in _ports.Values) port.Link?.StopSending();
    }
}
