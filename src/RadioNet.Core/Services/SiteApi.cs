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
        response.Sites.Add(sites.Select(site => Of(site, plan.PortsAt(site.Id), states)));
        return Task.FromResult(response);
    }

    private static Site Of(Plan.Model.Site site, ImmutableArray<SlotPort> ports, Dictionary<RepeaterId, RepeaterState> states)
    {
        var message = new Site { Id = site.Id, Name = PlanMessages.Of(site.Name), Place = site.At };
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
