using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Protocols;

namespace RadioNet.Core.Services;

/// <summary>Where radios are, as far as this node and those below it have heard.</summary>
internal sealed class LocationApi(LocationStore store, PlanKeeper keeper) : LocationService.LocationServiceBase
{
    public override Task<ListLocationsResponse> List(ListLocationsRequest request, ServerCallContext context)
    {
        if (request.Radio > RadioId.Largest)
        {
            throw Refusal.Field("radio", $"must be at most {RadioId.Largest}.");
        }

        var limit = Refusal.PageSize(request.PageSize, 500);
        var latest = store.Latest;
        List<uint> radios = request.Radio > 0 ? [request.Radio] : [.. latest.RadiosAbove(Refusal.PageToken(request.PageToken, 0)).Take(limit + 1)];
        var response = new ListLocationsResponse { NextPageToken = Refusal.NextToken(radios.Count > limit, radios.Count > limit ? radios[limit - 1] : 0) };
        response.Radios.Add(radios.Take(limit).Select(radio => Of(radio, latest.Of(radio))).OfType<LocatedRadio>());
        return Task.FromResult(response);
    }

    private LocatedRadio? Of(uint radio, (LocationRecord Heard, LocationRecord? Said)? known) => known is not { } latest ? null : new LocatedRadio
    {
        Radio = radio,
        Alias = keeper.Current.TrySubscriber(new RadioId(radio), out var subscriber) ? subscriber.Alias : latest.Heard.Alias,
        Heard = LocationMessages.Of(latest.Heard),
        Said = latest.Said is { } said ? LocationMessages.Of(said) : null,
    };
}
