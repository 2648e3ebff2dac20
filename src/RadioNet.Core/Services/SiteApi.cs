using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.Core.Services;

/// <summary>The plan's sites with what their repeaters and base stations do now.</summary>
internal sealed class SiteApi(PlanKeeper keeper, INodeLive live) : SiteService.SiteServiceBase
{
    public override Task<ListSitesResponse> List(ListSitesRequest request, ServerCallContext context)
    {
        var plan = keeper.Current;
        if (request.Place.Length > 0 && !plan.TryPlace(request.Place, out _))
        {
            throw Refusal.Field("place", $"the plan has no place \"{request.Place}\".");
        }

        var states = live.GetRepeaters().ToDictionary(state => state.Id);
        var response = new ListSitesResponse();
        IEnumerable<Plan.Model.Site> sites = request.Place.Length > 0 ? plan.SitesUnder(request.Place) : plan.Plan.Sites;
        var stations = live.GetStations().ToDictionary(state => (state.Site, state.BaseStation));
        response.Sites.Add(sites.Select(site => Of(site, plan.PortsAt(site.Id), states, stations)));
        return Task.FromResult(response);
    }

    private static Site Of(
        Plan.Model.Site site, ImmutableArray<SlotPort> ports, Dictionary<RepeaterId, RepeaterState> states,
        Dictionary<(string, string), StationState> stations)
    {
        var message = new Site { Id = site.Id, Name = PlanMessages.Of(site.Name), Place = site.At };
        message.BaseStations.Add(site.BaseStations.Select(station => Of(station, stations.GetValueOrDefault((site.Id, station.Id)))));
        foreach (var port in ports)
        {
            var state = states.GetValueOrDefault(port.Id) ?? new RepeaterState(port.Id, SessionState.Down);
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

        return message;
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
