using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.Core.Services;

/// <summary>A site's repeaters and base stations as messages.</summary>
internal static class SiteMessages
{
    /// <summary>What a node knows of a site of its own.</summary>
    public static Site Of(
        Plan.Model.Site site, ImmutableArray<SlotPort> ports, IReadOnlyDictionary<RepeaterId, RepeaterState> states,
        IReadOnlyDictionary<(string, string), StationState> stations)
    {
        var message = new Site { Id = site.Id };
        message.BaseStations.Add(site.BaseStations.Select(station => Of(station, stations.GetValueOrDefault((site.Id, station.Id)))));
        foreach (var port in ports)
        {
            Add(message, port, states.GetValueOrDefault(port.Id) ?? new RepeaterState(port.Id, SessionState.Down));
        }

        return message;
    }

    /// <summary>A site of which nothing is known but what the plan has there.</summary>
    public static Site Unknown(Plan.Model.Site site, ImmutableArray<SlotPort> ports)
    {
        var message = Of(site, ports, ImmutableDictionary<RepeaterId, RepeaterState>.Empty, ImmutableDictionary<(string, string), StationState>.Empty);
        foreach (var repeater in message.Repeaters)
        {
            repeater.Session = Api.SessionState.Unspecified;
        }

        foreach (var carrier in message.Carriers)
        {
            carrier.Session = Api.SessionState.Unspecified;
        }

        return message;
    }

    private static void Add(Site message, SlotPort port, RepeaterState state)
    {
        if (port is { BaseStation: { } station, Carrier: { } carrier })
        {
            message.Carriers.Add(new Carrier
            {
                BaseStation = station.Id,
                Id = carrier.Id,
                Session = Of(state.Session),
                InService = port.InService,
                Slots = { state.Slots.Select(Of) },
            });
        }
        else
        {
            message.Repeaters.Add(Of(state));
        }
    }

    private static BaseStation Of(Plan.Model.BaseStation planned, StationState? state) => state is null
        ? new BaseStation { Id = planned.Id }
        : new BaseStation
        {
            Id = planned.Id,
            Attached = true,
            Address = state.Address,
            Software = state.Software,
            Since = state.Since.ToTimestamp(),
            Revision = state.Applied?.Revision ?? 0,
            Problems = { state.Applied?.Problems ?? [] },
            Maintenance = state.Health?.Maintenance ?? false,
            Health = { state.Health?.Carriers ?? [] },
        };

    private static Repeater Of(RepeaterState state)
    {
        var message = new Repeater
        {
            Id = state.Id.Value,
            Session = Of(state.Session),
            Address = state.Address ?? "",
            Callsign = state.Callsign ?? "",
            Software = state.Software ?? "",
            Since = state.Since?.ToTimestamp(),
            LastHeard = state.LastHeard?.ToTimestamp(),
            CallsNow = state.CallsNow,
        };
        message.Slots.Add(state.Slots.Select(Of));
        return message;
    }

    private static Api.SessionState Of(SessionState session) => session switch
    {
        SessionState.Down => Api.SessionState.Down,
        SessionState.Connecting => Api.SessionState.Connecting,
        _ => Api.SessionState.Up,
    };

    private static Slot Of(SlotState slot) => new()
    {
        Slot_ = (uint)slot.Slot,
        Activity = slot.Activity switch
        {
            SlotActivity.Idle => Api.SlotActivity.Idle,
            SlotActivity.Receiving => Api.SlotActivity.Receiving,
            _ => Api.SlotActivity.Sending,
        },
        CallId = slot.CallId ?? "",
        Target = slot.Target,
        Source = slot.Source,
    };
}
