using RadioNet.CallControl.Registration;
using RadioNet.Core.Consoles;
using RadioNet.Core.Ports.Homebrew;
using RadioNet.Core.Recordings;
using RadioNet.Core.Services;
using RadioNet.Voice.Routing;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Calls;

/// <summary>The node's counters by name.</summary>
internal static class NodeCounters
{
    public static NodeStatus Of(in RouterCounters router, HomebrewMaster master, IngressTable ingress, Switchboard switchboard, TierSwitch tiers, Recorder recorder, ConsoleHub consoles) => new(
    [
        .. Of(router),
        new("sessions.open", master.Sessions.Count),
        new("sessions.logins", master.Counters.Logins),
        new("sessions.refused", master.Counters.Refused),
        new("sessions.elsewhere", master.Counters.Elsewhere),
        new("sessions.foreign", master.Counters.Foreign),
        new("sessions.silenced", master.Counters.Silenced),
        new("sessions.malformed", master.Counters.Malformed),
        new("sessions.ignored", master.Counters.Ignored),
        new("sessions.expired", master.Counters.Expired),
        new("calls.streams", ingress.Count),
        new("calls.denials-unrecorded", ingress.DenialsUnrecorded),
        new("calls.failures", switchboard.Failures),
        new("recordings.bursts", recorder.Written),
        new("recordings.closed", recorder.Closed),
        new("recordings.lost", recorder.Lost),
        new("consoles.open", consoles.Count),
        new("consoles.decoders-opened", consoles.Listening.Opened),
        new("consoles.pieces", consoles.Listening.Pieces),
        new("consoles.pieces-dropped", consoles.Dropped),
        new("consoles.bursts-lost", consoles.Listening.Ring.Lost + consoles.Talking.Ring.Lost),
        new("consoles.talks", consoles.Talking.Asked),
        new("consoles.refused", consoles.Talking.Refused),
        new("tiers.nodes", tiers.View.Count),
        new("tiers.sites-away", tiers.View.Away.Count),
        new("tiers.calls-apart", tiers.View.Unjoined.Count),
        new("tiers.older-term", tiers.Counters.OlderTerm),
        new("tiers.apart", tiers.Counters.Apart),
        new("tiers.undeliverable", tiers.Counters.Undeliverable),
        new("tiers.refused", tiers.Counters.Refused),
    ]);

    /// <summary>The router's, with those of both sockets and of all voice links together.</summary>
    internal static IReadOnlyList<KeyValuePair<string, long>> Of(in RouterCounters router) =>
    [
        .. Of("socket", router.Socket),
        .. Of("voice-socket", router.VoiceSocket),
        new("router.bursts-in", router.BurstsIn),
        new("router.bursts-forwarded", router.BurstsForwarded),
        new("router.headers-rebuilt", router.HeadersRebuilt),
        new("router.terminators-rebuilt", router.TerminatorsRebuilt),
        new("router.waiting-dropped", router.WaitingDropped),
        new("router.refused-dropped", router.RefusedDropped),
        new("router.duplicates", router.Duplicates),
        new("router.late", router.Late),
        new("router.stray-terminators", router.StrayTerminators),
        new("router.meaningless", router.Meaningless),
        new("router.wrong-repeater", router.WrongRepeater),
        new("router.no-room", router.NoRoom),
        new("router.refused-leases", router.RefusedLeases),
        new("router.unknown-destinations", router.UnknownDestinations),
        new("router.strangers", router.Strangers),
        new("router.host-full", router.HostFull),
        new("router.commands-ignored", router.CommandsIgnored),
        new("router.positions", router.Positions),
        new("router.positions-unusable", router.PositionsUnusable),
        new("router.faults", router.Faults),
        new("router.streams", router.Streams),
        new("router.ports", router.Ports),
        new("router.allocated-bytes", router.AllocatedBytes),
        new("router.processor-microseconds", (long)router.ProcessorTime.TotalMicroseconds),
        new("links.unknown", router.LinksUnknown),
        new("links.refused", router.LinksRefused),
        new("links.no-room", router.LinksNoRoom),
        new("links.unreachable", router.LinksUnreachable),
        new("links.allocated-bytes", router.LinksAllocatedBytes),
        new("relays.open", router.Relays),
        new("relays.unheard", router.RelaysUnheard),
        new("relays.unordered", router.RelaysUnordered),
        new("relays.no-room", router.RelaysNoRoom),
        .. Of("added", router.Added),
        .. Of("added-relayed", router.AddedRelayed),
    ];

    private static KeyValuePair<string, long>[] Of(string name, in DelaySummary delays) =>
    [
        new($"{name}.bursts", delays.Count),
        new($"{name}.median-microseconds", (long)delays.Median.TotalMicroseconds),
        new($"{name}.p99-microseconds", (long)delays.P99.TotalMicroseconds),
        new($"{name}.longest-microseconds", (long)delays.Longest.TotalMicroseconds),
    ];

    private static KeyValuePair<string, long>[] Of(string socket, in DatagramCounters counters) =>
    [
        new($"{socket}.datagrams-in", counters.DatagramsIn),
        new($"{socket}.datagrams-out", counters.DatagramsOut),
        new($"{socket}.bytes-in", counters.BytesIn),
        new($"{socket}.bytes-out", counters.BytesOut),
        new($"{socket}.oversized", counters.Oversized),
        new($"{socket}.send-failures", counters.SendFailures),
        new($"{socket}.kernel-drops", counters.KernelDrops),
    ];
}
