using RadioNet.Voice.Links;
using RadioNet.Voice.Recording;

namespace RadioNet.Voice.Routing;

/// <summary>A decision on its way to the router. Posted from any thread; obeyed in the order of posting.</summary>
public abstract record RouterCommand
{
    private RouterCommand()
    {
    }

    /// <summary>A port may send and receive from now on.</summary>
    public sealed record OpenPort(PortId Port, PortDescription Description) : RouterCommand;

    /// <summary>A voice link may send and receive from now on, over the router's voice socket; the router owns it, and ends it with its port.</summary>
    public sealed record OpenLink(PortId Port, VoiceLink Link, LinkPortDescription Description) : RouterCommand;

    /// <summary>A recorder, or who plays to consoles, takes, from now on, the bursts of the streams whose routes name its port, as they came: nothing is rebuilt for it.</summary>
    public sealed record OpenRecorder(PortId Port, RecorderRing Ring) : RouterCommand;

    /// <summary>What is said at this node's consoles comes in at this port from now on; a router has one such port.</summary>
    public sealed record OpenTalks(PortId Port, TalkRing Ring) : RouterCommand;

    /// <summary>A port is gone: its streams end, and nothing is sent to it any more.</summary>
    public sealed record ClosePort(PortId Port) : RouterCommand;

    /// <summary>
    /// The floor (or, for data, the way) is granted: waiting bursts leave at once, later ones as they come. Also for a
    /// stream that was refused or is late: it starts late, with a rebuilt header.
    /// </summary>
    /// <param name="Stream">The stream.</param>
    /// <param name="OutgoingStream">The Homebrew stream id that every destination sees for it; not 0.</param>
    /// <param name="Route">Where it goes at first; <see cref="Reroute"/> swaps it.</param>
    public sealed record Grant(StreamId Stream, uint OutgoingStream, Route Route) : RouterCommand
    {
        /// <summary>The call's number that voice links are told; 0: the one that came with the stream.</summary>
        public ulong Call { get; init; }

        /// <summary>The spurt's number, likewise.</summary>
        public ulong Spurt { get; init; }
    }

    /// <summary>
    /// The stream's route, whole. Who is new hears it from its start while its first bursts are still kept, and else from a
    /// rebuilt header; who is gone gets a terminator.
    /// </summary>
    public sealed record Reroute(StreamId Stream, Route Route) : RouterCommand;

    /// <summary>
    /// Where a spurt goes from here that comes over a link between nodes, where nobody decides about it: the order may come before its voice or after. It
    /// holds for whichever SSRC the spurt has there, and is forgotten when no voice of it has come for <see cref="RouterOptions.RelayWait"/>.
    /// </summary>
    /// <param name="Call">The call's number, which the packets carry on; another one for the same spurt when calls are joined.</param>
    /// <param name="Spurt">The spurt's number, which its packets carry; not 0.</param>
    /// <param name="OutgoingStream">The Homebrew stream id that every destination sees for it; not 0.</param>
    /// <param name="From">The port that it comes in at; null for whichever link between nodes.</param>
    /// <param name="Route">Where it goes, whole, as with <see cref="Reroute"/>; null: nowhere any more, terminators now, and the order is forgotten.</param>
    public sealed record Relay(ulong Call, ulong Spurt, uint OutgoingStream, PortId? From, Route? Route) : RouterCommand;

    /// <summary>The stream may not be sent: its bursts are dropped to its end, unless a later <see cref="Grant"/> lets it in.</summary>
    public sealed record Refuse(StreamId Stream) : RouterCommand;

    /// <summary>A granted stream is over before its talker stops (time limit, pre-empted): terminators now, the rest is dropped.</summary>
    public sealed record Stop(StreamId Stream) : RouterCommand;
}
