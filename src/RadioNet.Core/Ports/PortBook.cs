using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.Core.Calls;
using RadioNet.Plan;
using RadioNet.Protocols;
using RadioNet.Voice.Links;
using RadioNet.Voice.Recording;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Ports;

/// <summary>The open ports of a node. Opening one tells the router and the slot table of its site; closing one, too.</summary>
/// <remarks>Changes are posted under a lock, so that a slot table that asks is never told of a port after its end.</remarks>
internal sealed class PortBook(IVoicePath voice, Switchboard switchboard)
{
    private readonly ConcurrentDictionary<PortId, OpenedPort> _byPort = new();
    private readonly ConcurrentDictionary<RepeaterId, OpenedPort> _byRepeater = new();
    private readonly ConcurrentDictionary<string, PortId> _neighbours = new();
    private readonly Lock _gate = new();
    private volatile OpenedPort? _consoles;
    private PortId _ears;
    private PortId? _linkEars;
    private int _last;

    /// <summary>All open ports.</summary>
    public IEnumerable<OpenedPort> All => _byPort.Values;

    public int Count => _byPort.Count;

    public bool TryGet(PortId port, [MaybeNullWhen(false)] out OpenedPort opened)
    {
        opened = _consoles is { } consoles && consoles.Port == port ? consoles : null;
        return opened is not null || _byPort.TryGetValue(port, out opened);
    }

    /// <summary>Whether it is the port of this node's consoles.</summary>
    public bool IsConsoles(PortId port) => _consoles?.Port == port;

    /// <summary>Where voice goes that this node's consoles hear; false for another node's number, and where there are none.</summary>
    public bool TryGetEars(RepeaterId consoles, out PortId ears)
    {
        ears = _ears;
        return _consoles?.Repeater == consoles;
    }

    /// <summary>Where voice goes that this node's M17 links hear, wherever its consoles hear it; null where there is none.</summary>
    public PortId? LinkEars => _linkEars;

    /// <summary>The port that voice comes in at: a repeater's or carrier's, or that of this node's consoles and M17 links.</summary>
    public bool TryGetSource(RepeaterId source, [MaybeNullWhen(false)] out OpenedPort opened)
    {
        opened = _consoles is { } consoles && (consoles.Repeater == source || SlotPorts.IsM17Link(source)) ? consoles : null;
        return opened is not null || TryGet(source, out opened);
    }

    public bool TryGet(RepeaterId repeater, [MaybeNullWhen(false)] out OpenedPort opened) => _byRepeater.TryGetValue(repeater, out opened);

    /// <summary>Opens the port of a repeater that has logged in.</summary>
    public OpenedPort Open(RepeaterId repeater, string site, PortDescription description, RepeaterShape shape) =>
        Open(port => new OpenedPort(port, repeater, site, shape) { Session = description }, port => new RouterCommand.OpenPort(port, description));

    /// <summary>Opens the port of a carrier whose base station has attached; the router owns the link from now on.</summary>
    public OpenedPort OpenLink(RepeaterId carrier, string site, VoiceLink link, LinkPortDescription description, RepeaterShape shape) =>
        Open(port => new OpenedPort(port, carrier, site, shape), port => new RouterCommand.OpenLink(port, link, description));

    /// <summary>The same port with another shape (its options changed).</summary>
    public OpenedPort Reshape(OpenedPort port, RepeaterShape shape)
    {
        lock (_gate)
        {
            var reshaped = port with { Shape = shape };
            _byPort[port.Port] = reshaped;
            _byRepeater[port.Repeater] = reshaped;
            TellUp(reshaped);
            return reshaped;
        }
    }

    public void Close(OpenedPort port)
    {
        lock (_gate)
        {
            _byPort.TryRemove(port.Port, out _);
            if (_byRepeater.TryGetValue(port.Repeater, out var current) && current.Port == port.Port)
            {
                _byRepeater.TryRemove(port.Repeater, out _);
            }

            voice.Post(new RouterCommand.ClosePort(port.Port));
            switchboard.Post(new Letter(Address.Site(port.Site), new ToSite.RepeaterDown(port.Repeater)));
        }
    }

    /// <summary>The open voice link to a neighbour node.</summary>
    public bool TryGetNeighbour(string node, out PortId port) => _neighbours.TryGetValue(node, out port);

    /// <summary>The neighbour node that a voice link goes to; null when the port is none.</summary>
    public string? NeighbourAt(PortId port) => _neighbours.FirstOrDefault(one => one.Value == port).Key;

    /// <summary>Opens the voice link to a neighbour node, in place of the one before; the router owns it from now on.</summary>
    public PortId OpenTierLink(string neighbour, VoiceLink link)
    {
        lock (_gate)
        {
            if (_neighbours.TryGetValue(neighbour, out var before))
            {
                voice.Post(new RouterCommand.ClosePort(before));
            }

            var port = new PortId(++_last);
            voice.Post(new RouterCommand.OpenLink(port, link, LinkPortDescription.Nodes));
            _neighbours[neighbour] = port;
            return port;
        }
    }

    /// <summary>Opens the port of this node's recorder.</summary>
    public PortId OpenRecorder(RecorderRing ring)
    {
        lock (_gate)
        {
            var port = new PortId(++_last);
            voice.Post(new RouterCommand.OpenRecorder(port, ring));
            return port;
        }
    }

    /// <summary>Opens the ports of this node's consoles: where they talk, and where they hear. They use no timeslot: no slot table is told.</summary>
    public void OpenConsoles(SlotPort consoles, TalkRing talks, RecorderRing ears)
    {
        lock (_gate)
        {
            _ears = new PortId(++_last);
            voice.Post(new RouterCommand.OpenRecorder(_ears, ears));
            _consoles = new OpenedPort(new PortId(++_last), consoles.Id, consoles.Site.Id, new RepeaterShape(true, true, consoles.CallsAtOnce));
            voice.Post(new RouterCommand.OpenTalks(_consoles.Port, talks));
        }
    }

    /// <summary>Opens the port where this node's M17 links hear what its consoles could hear.</summary>
    public void OpenLinkEars(RecorderRing ears) => _linkEars = OpenRecorder(ears);

    /// <summary>Closes a voice link to a neighbour node; one that took its place stays.</summary>
    public void CloseTierLink(string neighbour, PortId port)
    {
        lock (_gate)
        {
            _neighbours.TryRemove(KeyValuePair.Create(neighbour, port));
            voice.Post(new RouterCommand.ClosePort(port));
        }
    }

    /// <summary>Tells a slot table that has come to life anew which of its repeaters are there.</summary>
    public void TellSite(string site)
    {
        lock (_gate)
        {
            foreach (var port in _byRepeater.Values.Where(p => p.Site == site).OrderBy(p => p.Port.Value))
            {
                TellUp(port);
            }
        }
    }

    private OpenedPort Open(Func<PortId, OpenedPort> make, Func<PortId, RouterCommand> command)
    {
        lock (_gate)
        {
            var opened = make(new PortId(++_last));
            _byPort[opened.Port] = opened;
            _byRepeater[opened.Repeater] = opened;
            voice.Post(command(opened.Port));
            TellUp(opened);
            return opened;
        }
    }

    private void TellUp(OpenedPort port) =>
        switchboard.Post(new Letter(Address.Site(port.Site), new ToSite.RepeaterUp(port.Repeater, port.Shape)));
}
