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

    /// <summary>When a carrier said first that a radio talks, of which no voice has come since; timestamps.</summary>
    private readonly ConcurrentDictionary<string, long> _requested = new();

    /// <summary>When a carrier's voice last began to come; timestamps.</summary>
    private readonly ConcurrentDictionary<string, long> _voiced = new();

    private readonly Channel<ToBaseStation> _unsent =
        Channel.CreateBounded<ToBaseStation>(new BoundedChannelOptions(MostUnsent) { SingleReader = true });

    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Site { get; } = site;

    public string BaseStation { get; } = baseStation;

    public LinkPeer Peer { get; } = peer;

    public string Software { get; } = software;

    public DateTimeOffset Since { get; } = since;

    /// <summary>Its name for people: <c>site/base-station</c>.</summary>
    public string Name => $"{Site}/{BaseStation}";

    /// <summary>The open port of each of its carriers, by the carrier's id. Changed under the book's lock.</summary>
    public ConcurrentDictionary<string, OpenedPort> Ports { get; } = new();

    /// <summary>The voice session of each of its carriers, by the carrier's id. For who has the book's lock.</summary>
    public Dictionary<string, VoiceSession> Voices { get; } = [];

    /// <summary>What of the plan it was given last. Changed under the book's lock.</summary>
    public required StationPart Part { get; set; }

    /// <summary>Whether it said that it leaves.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>What it said last of a plan; null before.</summary>
    public StationPlanApplied? Applied { get; set; }

    /// <summary>What it said last of its health; null before.</summary>
    public StationHealth? Health { get; set; }

    /// <summary>What is to be sent, until the station is let go.</summary>
    public ChannelReader<ToBaseStation> Unsent => _unsent.Reader;

    /// <summary>Complete when the station is let go.</summary>
    public Task Gone => _gone.Task;

    /// <summary>When it was heard last.</summary>
    public DateTimeOffset Heard { get; set; } = since;

    /// <summary>A carrier of it says that a radio talks.</summary>
    public void NoteRequest(string carrier, long now)
    {
        if (Ports.ContainsKey(carrier))
        {
            _requested.TryAdd(carrier, now);
        }
    }

    /// <summary>Voice of a carrier came, maybe before what was said of it.</summary>
    public void NoteVoice(string carrier, long now)
    {
        _voiced[carrier] = now;
        _requested.TryRemove(carrier, out _);
    }

    /// <summary>Whether a radio was said to talk and no voice came, for so long before and after.</summary>
    public bool IsVoiceMissing(TimeProvider time, TimeSpan wait)
    {
        var isMissing = false;
        foreach (var (carrier, asked) in _requested)
        {
            if (time.GetElapsedTime(asked) > wait && _requested.TryRemove(carrier, out _))
            {
                isMissing |= !_voiced.TryGetValue(carrier, out var voiced) || time.GetElapsedTime(voiced, asked) > wait;
            }
        }

        return isMissing;
    }

    /// <summary>Sends a message without waiting. A station that reads nothing is let go.</summary>
    public void Send(ToBaseStation message)
    {
        if (!_unsent.Writer.TryWrite(message))
        {
            LetGo();
        }
    }

    /// <summary>Ends its stream, whatever waits for it: a station that does not read would not let that out.</summary>
    public void LetGo()
    {
        _unsent.Writer.TryComplete();
        _gone.TrySetResult();
    }
}
