using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Links;

namespace RadioNet.Voice.Routing;

/// <summary>What the host decided, obeyed.</summary>
internal sealed partial class RouterCore
{
    /// <summary>Obeys a command. One for a stream that is over, or never was, is counted: decisions are always late by a little.</summary>
    public void Obey(RouterCommand command, long now)
    {
        switch (command)
        {
            case RouterCommand.OpenPort open:
                Open(open.Port, open.Description, now);
                break;
            case RouterCommand.OpenLink open:
                Open(open.Port, open.Link, open.Description, now);
                break;
            case RouterCommand.OpenRecorder open:
                Close(open.Port, now);
                _ports[open.Port] = new RouterPort(open.Port, open.Ring);
                Cells.Ports = _ports.Count;
                break;
            case RouterCommand.OpenTalks open:
                Open(open.Port, open.Ring, now);
                break;
            case RouterCommand.ClosePort close:
                Close(close.Port, now);
                break;
            case RouterCommand.Grant grant when Find(grant.Stream) is { } stream:
                Grant(stream, grant);
                break;
            case RouterCommand.Reroute reroute when Find(reroute.Stream) is { Decision: Decision.Granted } stream:
                Reroute(stream, reroute.Route);
                break;
            case RouterCommand.Relay relay:
                Obey(relay, now);
                break;
            case RouterCommand.Refuse refuse when Find(refuse.Stream) is { } stream:
                Deny(stream, Decision.Refused);
                break;
            case RouterCommand.Stop stop when Find(stop.Stream) is { } stream:
                Deny(stream, Decision.Stopped);
                break;
            default:
                Cells.CommandsIgnored++;
                break;
        }
    }

    /// <summary>A stream that a decision can still change: it runs, or its bursts wait though it has ended.</summary>
    private IncomingStream? Find(StreamId id) =>
        _streams.Find(id) is { } stream && (!stream.Over || stream.Decision == Decision.Waiting) ? stream : null;

    private void Open(PortId id, PortDescription description, long now)
    {
        Close(id, now);
        var port = new RouterPort(id, description);
        _ports[id] = port;
        _addresses.Set(port.Peer, port);
        Cells.Ports = _ports.Count;
    }

    private void Open(PortId id, VoiceLink link, LinkPortDescription description, long now)
    {
        Close(id, now);
        var port = new RouterPort(id, link, description);
        _ports[id] = port;
        _linkSender.Open(link, now);
        _linkReceiver?.Open(port, link);
        Cells.Ports = _ports.Count;
    }

    private void Close(PortId id, long now)
    {
        if (!_ports.TryRemove(id, out RouterPort? port)) return;
        _distribution.Forget(port, _streams.Active);
        for (int i = _streams.Count - 1; i >= 0; i--)
        {
            IncomingStream stream = _streams.Active[i];
            if (stream.Port != port) continue;
            if (!stream.Over) End(stream, StreamEnd.PortClosed, now);
            port.Detach(stream);
            if (stream.Decision == Decision.Waiting) Deny(stream, Decision.Refused);
        }

        port.IsClosed = true;
        if (port == _talks) _talks = null;
        if (port.Link is { } link)
        {
            _linkSender.Close(link);
            _linkReceiver?.Close(port, link);
        }
        else if (port.IsSession && _addresses.Find(port.Peer) == port)
        {
            // Else a newer session has taken the address over.
            _addresses.Remove(port.Peer);
        }

        Cells.Ports = _ports.Count;
    }

    private void Grant(IncomingStream stream, RouterCommand.Grant grant)
    {
        if (stream.Decision != Decision.Granted) stream.Kept.BeginStart();
        else if (stream.OutgoingStream != grant.OutgoingStream) _distribution.Leave(stream);
        stream.Decision = Decision.Granted;
        (stream.OutgoingStream, stream.GrantedCall, stream.GrantedSpurt) = (grant.OutgoingStream, grant.Call, grant.Spurt);
        Reroute(stream, grant.Route);
        if (stream.Over) FinishWaiting(stream);
    }

    /// <summary>Leaves the destinations of a stream that had ended before its decision came. A lost terminator is made up.</summary>
    private void FinishWaiting(IncomingStream stream)
    {
        bool ended = stream.Kept.Count > 0 && stream.Kept[stream.Kept.Count - 1].Burst == DmrdBurst.Terminator;
        stream.Kept.Clear();
        if (ended) _distribution.Release(stream);
        else _distribution.Leave(stream);
    }

    private void Reroute(IncomingStream stream, Route route)
    {
        _distribution.SetRoute(stream, route);
        _distribution.CatchUp(stream);
    }

    private void Deny(IncomingStream stream, Decision decision)
    {
        if (stream.Decision == Decision.Granted)
        {
            _distribution.Leave(stream);
            stream.Kept.Clear();
        }
        else
        {
            DropKept(stream);
        }

        stream.Decision = decision;
    }
}
