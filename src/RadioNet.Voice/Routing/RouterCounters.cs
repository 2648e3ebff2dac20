using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>What the router did since it started: a copy, cheap to take from any thread; the fields are read one by one.</summary>
public readonly record struct RouterCounters
{
    /// <summary>What the socket carried and lost; session replies included.</summary>
    public DatagramCounters Socket { get; init; }

    /// <summary>What the voice socket carried and lost; zero when there is none.</summary>
    public DatagramCounters VoiceSocket { get; init; }

    /// <summary>Datagrams at the voice socket with the id of no open link, or too short or long to have one.</summary>
    public long LinksUnknown { get; init; }

    /// <summary>Voice links that may not be heard: another open one has their id.</summary>
    public long LinksRefused { get; init; }

    /// <summary>Bursts of voice links for which the ring to the router's thread had no room.</summary>
    public long LinksNoRoom { get; init; }

    /// <summary>Bursts that a voice link could not be sent: nothing authentic has come from its other end yet, or its numbers are used up.</summary>
    public long LinksUnreachable { get; init; }

    /// <summary>Bytes allocated on the thread that receives on the voice socket, as last sampled.</summary>
    public long LinksAllocatedBytes { get; init; }

    /// <summary>Orders to relay what comes from other nodes, at the moment.</summary>
    public long Relays { get; init; }

    /// <summary>Orders that were forgotten because no voice of their spurt ever came.</summary>
    public long RelaysUnheard { get; init; }

    /// <summary>Streams from other nodes for which no order came, and bursts that belonged to none because they named no call.</summary>
    public long RelaysUnordered { get; init; }

    /// <summary>Orders that were dropped for a newer one, or for which there was no room.</summary>
    public long RelaysNoRoom { get; init; }

    /// <summary>
    /// What this node added to bursts of its own ports that it sent to repeaters and base stations, from when it read them until it had given them to the
    /// system; what a base station said that it added before is in it.
    /// </summary>
    public DelaySummary Added { get; init; }

    /// <summary>What all hops together added to bursts from other nodes that this one sent to repeaters and base stations; the ways between them are not in it.</summary>
    public DelaySummary AddedRelayed { get; init; }

    /// <summary>Bursts of open ports that came in, duplicates and dropped ones included.</summary>
    public long BurstsIn { get; init; }

    /// <summary>Bursts handed to a socket: one for each destination that a burst went to.</summary>
    public long BurstsForwarded { get; init; }

    /// <summary>LC headers made for destinations that joined late.</summary>
    public long HeadersRebuilt { get; init; }

    /// <summary>Terminators made for destinations that were left before a terminator came.</summary>
    public long TerminatorsRebuilt { get; init; }

    /// <summary>Bursts dropped because the decision came too late, or not at all.</summary>
    public long WaitingDropped { get; init; }

    /// <summary>Bursts dropped because their stream was refused or stopped.</summary>
    public long RefusedDropped { get; init; }

    /// <summary>Bursts that came twice.</summary>
    public long Duplicates { get; init; }

    /// <summary>Bursts that a newer one had overtaken.</summary>
    public long Late { get; init; }

    /// <summary>Terminators of no running stream: repeated ones, mostly.</summary>
    public long StrayTerminators { get; init; }

    /// <summary>Bursts of a kind that no stream has: idle, reserved types.</summary>
    public long Meaningless { get; init; }

    /// <summary>Bursts that carried another repeater's id than their port's.</summary>
    public long WrongRepeater { get; init; }

    /// <summary>Bursts for which there was no room: too many streams.</summary>
    public long NoRoom { get; init; }

    /// <summary>Destinations refused because a later lease of their timeslot was seen.</summary>
    public long RefusedLeases { get; init; }

    /// <summary>Destinations whose port was not open, or that named no timeslot.</summary>
    public long UnknownDestinations { get; init; }

    /// <summary>Datagrams from addresses of no open port.</summary>
    public long Strangers { get; init; }

    /// <summary>Datagrams and signs of life that the host had no room for.</summary>
    public long HostFull { get; init; }

    /// <summary>Commands for streams that were over or never were.</summary>
    public long CommandsIgnored { get; init; }

    /// <summary>Datagrams or commands whose handling threw: each is a defect.</summary>
    public long Faults { get; init; }

    /// <summary>Streams in the pool at the moment.</summary>
    public long Streams { get; init; }

    /// <summary>Ports open at the moment.</summary>
    public long Ports { get; init; }

    /// <summary>Bytes allocated on the router's thread, as last sampled.</summary>
    public long AllocatedBytes { get; init; }

    /// <summary>Processor time of the router's thread, as last sampled; zero where the system doesn't tell.</summary>
    public TimeSpan ProcessorTime { get; init; }
}
