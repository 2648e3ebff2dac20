using System.Collections.Immutable;
using RadioNet.CallControl;
using RadioNet.Core.Ports;
using RadioNet.Core.Ports.Homebrew;
using RadioNet.Core.Ports.Sites;
using RadioNet.Core.Services;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.Core.Calls;

/// <summary>The repeaters and carriers as people see them: sessions, and what their timeslots do.</summary>
internal sealed class LiveView(HomebrewMaster master, PortBook ports, StationBook stations, LiveStreams live, TimeProvider time)
{
    public IReadOnlyList<RepeaterState> Repeaters()
    {
        var streams = live.All;
        return
        [
            .. master.Sessions.OrderBy(s => s.Repeater.Value).Select(session => State(session, streams)),
            .. ports.All.Where(p => SlotPorts.IsCarrier(p.Repeater)).OrderBy(p => p.Repeater.Value).Select(port => State(port, streams)),
        ];
    }

    public IReadOnlyList<StationState> Stations() => [.. stations.All.Select(station => new StationState(station.Site, station.BaseStation)
    {
        Address = station.Peer.Remote.ToString(),
        Software = station.Software,
        Since = station.Since,
        Applied = station.Applied,
        Health = station.Health,
    })];

    private RepeaterState State(HomebrewSession session, ICollection<StreamView> streams)
    {
        var configuration = session.Configuration;
        var port = session.Port;
        return new RepeaterState(session.Repeater, port is null ? SessionState.Connecting : SessionState.Up)
        {
            Address = session.Peer.ToString(),
            Callsign = Text(configuration?.Callsign),
            Software = Text($"{configuration?.Software} {configuration?.Package}".Trim()),
            Since = session.Since,
            LastHeard = time.GetUtcNow() - time.GetElapsedTime(master.LastHeard(session)),
            Slots = port is null || port.ManyCalls ? [] : Slots(port, streams),
            CallsNow = streams.Count(s => s.Stream.Repeater == session.Repeater || IsSentTo(s, session.Repeater, null))
                + live.Relays.Count(r => IsSentTo(r, session.Repeater, null)),
        };
    }

    private RepeaterState State(OpenedPort carrier, ICollection<StreamView> streams) =>
        new(carrier.Repeater, SessionState.Up) { Slots = Slots(carrier, streams) };

    private ImmutableArray<SlotState> Slots(OpenedPort port, ICollection<StreamView> streams) =>
        [.. new[] { Timeslot.One, Timeslot.Two }.Where(port.Shape.Has).Select(slot => Slot(port.Repeater, slot, streams))];

    private SlotState Slot(RepeaterId repeater, Timeslot slot, ICollection<StreamView> streams)
    {
        var heard = streams.FirstOrDefault(s => s.Stream.Repeater == repeater && s.Stream.Slot == slot);
        var sent = streams.FirstOrDefault(s => IsSentTo(s, repeater, slot));
        return heard is not null ? Of(slot, SlotActivity.Receiving, heard)
            : sent is not null ? Of(slot, SlotActivity.Sending, sent)
            : live.Relays.FirstOrDefault(r => IsSentTo(r, repeater, slot)) is { } relayed ? new SlotState(slot, SlotActivity.Sending, relayed.Call)
            : new SlotState(slot, SlotActivity.Idle);
    }

    private static SlotState Of(Timeslot slot, SlotActivity activity, StreamView stream) =>
        new(slot, activity, stream.Call, stream.Stream.Target, stream.Stream.Source.Value);

    private static bool IsSentTo(StreamView stream, RepeaterId repeater, Timeslot? slot) =>
        stream.Call is not null && stream.Stream.Repeater != repeater
        && IsSentTo(stream.Route, repeater, slot);

    private static bool IsSentTo(RelayView relay, RepeaterId repeater, Timeslot? slot) => IsSentTo(relay.Leases, repeater, slot);

    private static bool IsSentTo(ImmutableArray<SlotLease> leases, RepeaterId repeater, Timeslot? slot) =>
        leases.Any(lease => lease.Repeater == repeater && (slot is null || lease.Slot == slot));

    private static string? Text(string? said) => string.IsNullOrWhiteSpace(said) ? null : said;
}
