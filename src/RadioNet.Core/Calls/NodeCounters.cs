using RadioNet.CallControl.Registration;
using RadioNet.Core.Ports.Homebrew;
using RadioNet.Core.Services;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Calls;

/// <summary>The node's counters by name.</summary>
internal static class NodeCounters
{
    public static NodeStatus Of(in RouterCounters router, HomebrewMaster master, IngressTable ingress, Switchboard switchboard) => new(
    [
        new("socket.datagrams-in", router.Socket.DatagramsIn),
        new("socket.datagrams-out", router.Socket.DatagramsOut),
        new("socket.bytes-in", router.Socket.BytesIn),
        new("socket.bytes-out", router.Socket.BytesOut),
        new("socket.oversized", router.Socket.Oversized),
        new("socket.send-failures", router.Socket.SendFailures),
        new("socket.kernel-drops", router.Socket.KernelDrops),
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
        new("router.faults", router.Faults),
        new("router.streams", router.Streams),
        new("router.ports", router.Ports),
        new("router.allocated-bytes", router.AllocatedBytes),
        new("router.processor-microseconds", (long)router.ProcessorTime.TotalMicroseconds),
        new("sessions.open", master.Sessions.Count),
        new("sessions.logins", master.Counters.Logins),
        new("sessions.refused", master.Counters.Refused),
        new("sessions.foreign", master.Counters.Foreign),
        new("sessions.silenced", master.Counters.Silenced),
        new("sessions.malformed", master.Counters.Malformed),
        new("sessions.ignored", master.Counters.Ignored),
        new("sessions.expired", master.Counters.Expired),
        new("calls.streams", ingress.Count),
        new("calls.denials-unrecorded", ingress.DenialsUnrecorded),
        new("calls.failures", switchboard.Failures),
    ]);
}
