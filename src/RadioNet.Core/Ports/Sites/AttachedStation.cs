using System.Collections.Concurrent;
using System.Threading.Channels;
using RadioNet.Api;
using RadioNet.Core.Ports.Links;

namespace RadioNet.Core.Ports.Sites;

/// <summary>A base station that is attached: what it said of itself, its ports, and its way back.</summary>
internal sealed class AttachedStation(string site, string baseStation, LinkPeer peer, string software, DateTimeOffset since)
{
    /// <summary>Messages that may wait for a station: more means that it does not read, and it is let go.</summary>
    private const int MostUnsent = 1024;

    private readonly Channel<ToBaseStation> _unsent =
        Channel.CreateBounded<ToBaseStation>(new BoundedChannelOptions(MostUnsent) { SingleReader = true });

    public string Site { get; } = site;

    public string BaseStation { get; } = baseStation;

    public LinkPeer Peer { get; } = peer;

    public string Software { get; } = software;

    public DateTimeOffset Since { get; } = since;

    /// <summary>Its name for people: <c>site/base-station</c>.</summary>
    public string Name => $"{Site}/{BaseStation}";

    /// <summary>The open port of each of its carriers, by the carrier's id. Changed under the book's lock.</summary>
    public ConcurrentDictionary<string, OpenedPort> Ports { get; } = new();

    /// <summary>The plan's text that it was given last.</summary>
    public string PlanText { get; set; } = "";

    /// <summary>What it said last of a plan; null before.</summary>
    public StationPlanApplied? Applied { get; set; }

    /// <summary>What it said last of its health; null before.</summary>
    public StationHealth? Health { get; set; }

    /// <summary>Spurts that it asked for and no voice has come of yet, with the time of asking in timestamp ticks.</summary>
    public ConcurrentDictionary<(string Carrier, uint Slot, uint Source, uint Target), long> Unheard { get; } = new();

    /// <summary>What is to be sent, until the station is let go.</summary>
    public ChannelReader<ToBaseStation> Unsent => _unsent.Reader;

    /// <summary>Sends a message without waiting. A station that reads nothing is let go.</summary>
    public void Send(ToBaseStation message)
    {
        if (!_unsent.Writer.TryWrite(message))
        {
            _unsent.Writer.TryComplete();
        }
    }

    /// <summary>Ends its stream, with what is on its way before.</summary>
    public void LetGo() => _unsent.Writer.TryComplete();
}
