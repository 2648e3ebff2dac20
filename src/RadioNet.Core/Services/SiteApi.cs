using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Protocols;

namespace RadioNet.Core.Services;

/// <summary>The plan's sites with what their repeaters do now.</summary>
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
        response.Sites.Add(sites.Select(site => Of(site, states, stations)));
        return Task.FromResult(response);
    }

    private static Site Of(
        Plan.Model.Site site, Dictionary<RepeaterId, RepeaterState> states, Dictionary<(string, string), StationState> stations)
    {
        var message = new Site { Id = site.Id, Name = PlanMessages.Of(site.Name), Place = site.At };
        message.Repeaters.Add(site.Repeaters.Select(repeater =>
            Of(states.GetValueOrDefault(repeater.Id) ?? new RepeaterState(repeater.Id, SessionState.Down))));
        message.BaseStations.Add(site.BaseStations.Select(planned => Of(planned, stations.GetValueOrDefault((site.Id, planned.Id)))));
        return message;
    }

    private static BaseStation Of(Plan.Model.BaseStation planned, StationState? state)
    {
        var message = new BaseStation { Id = planned.Id, Attached = state is not null };
        if (state is not null)
        {
            message.Address = state.Address;
            message.Software = state.Software;
            message.Since = state.Since.ToTimestamp();
            message.Revision = state.Applied?.Revision ?? 0;
            message.Problems.Add(state.Applied?.Problems ?? []);
            message.Maintenance = state.Health?.Maintenance ?? false;
        }

        message.Carriers.Add(planned.Carriers.Select(carrier => new Carrier
        {
            Id = carrier.Id,
            Health = state?.Health?.Carriers.FirstOrDefault(said => said.Carrier == carrier.Id),
            Slots = { (state?.Slots.GetValueOrDefault(carrier.Id) ?? []).Select(Of) },
        }));
        return message;
    }

    private static Repeater Of(RepeaterState state)
    {
        var message = new Repeater
        {
            Id = state.Id.Value,
            Session = state.Session switch
            {
                SessionState.Down => Api.SessionState.Down,
                SessionState.Connecting => Api.SessionState.Connecting,
                _ => Api.SessionState.Up,
            },
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
