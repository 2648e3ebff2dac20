using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>The counters behind <see cref="RouterCounters"/>; written by the router's thread alone.</summary>
internal sealed class CounterCells
{
    public long BurstsIn;
    public long BurstsForwarded;
    public long HeadersRebuilt;
    public long TerminatorsRebuilt;
    public long WaitingDropped;
    public long RefusedDropped;
    public long Duplicates;
    public long Late;
    public long StrayTerminators;
    public long Meaningless;
    public long WrongRepeater;
    public long NoRoom;
    public long RefusedLeases;
    public long UnknownDestinations;
    public long Strangers;
    public long HostFull;
    public long CommandsIgnored;
    public long LinksUnreachable;
    public long Relays;
    public long RelaysUnheard;
    public long RelaysUnordered;
    public long RelaysNoRoom;
    public long Faults;
    public long Streams;
    public long Ports;
    public long AllocatedBytes;
    public long ProcessorTicks;

    public RouterCounters Snapshot(in DatagramCounters socket, in DatagramCounters voiceSocket = default, LinkCells? links = null, HopMeter? meter = null) => new()
    {
        Socket = socket,
        VoiceSocket = voiceSocket,
        LinksUnknown = links is null ? 0 : Volatile.Read(ref links.Unknown),
        LinksRefused = links is null ? 0 : Volatile.Read(ref links.Refused),
        LinksNoRoom = links is null ? 0 : Volatile.Read(ref links.NoRoom),
        LinksUnreachable = Volatile.Read(ref LinksUnreachable),
        LinksAllocatedBytes = links is null ? 0 : Volatile.Read(ref links.AllocatedBytes),
        Relays = Volatile.Read(ref Relays),
        RelaysUnheard = Volatile.Read(ref RelaysUnheard),
        RelaysUnordered = Volatile.Read(ref RelaysUnordered),
        RelaysNoRoom = Volatile.Read(ref RelaysNoRoom),
        Added = meter?.Own ?? default,
        AddedRelayed = meter?.Relayed ?? default,
        BurstsIn = Volatile.Read(ref BurstsIn),
        BurstsForwarded = Volatile.Read(ref BurstsForwarded),
        HeadersRebuilt = Volatile.Read(ref HeadersRebuilt),
        TerminatorsRebuilt = Volatile.Read(ref TerminatorsRebuilt),
        WaitingDropped = Volatile.Read(ref WaitingDropped),
        RefusedDropped = Volatile.Read(ref RefusedDropped),
        Duplicates = Volatile.Read(ref Duplicates),
        Late = Volatile.Read(ref Late),
        StrayTerminators = Volatile.Read(ref StrayTerminators),
        Meaningless = Volatile.Read(ref Meaningless),
        WrongRepeater = Volatile.Read(ref WrongRepeater),
        NoRoom = Volatile.Read(ref NoRoom),
        RefusedLeases = Volatile.Read(ref RefusedLeases),
        UnknownDestinations = Volatile.Read(ref UnknownDestinations),
        Strangers = Volatile.Read(ref Strangers),
        HostFull = Volatile.Read(ref HostFull),
        CommandsIgnored = Volatile.Read(ref CommandsIgnored),
        Faults = Volatile.Read(ref Faults) + (links is null ? 0 : Volatile.Read(ref links.Faults)),
        Streams = Volatile.Read(ref Streams),
        Ports = Volatile.Read(ref Ports),
        AllocatedBytes = Volatile.Read(ref AllocatedBytes),
        ProcessorTime = TimeSpan.FromTicks(Volatile.Read(ref ProcessorTicks)),
    };
}
