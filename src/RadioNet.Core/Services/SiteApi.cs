using Grpc.Core;
using RadioNet.Api;

namespace RadioNet.Core.Services;

/// <summary>The sites of this node's part of the network with what their repeaters and base stations do now.</summary>
internal sealed class SiteApi(PlanKeeper keeper, NetworkSites sites) : SiteService.SiteServiceBase
{
    public override Task<ListSitesResponse> List(ListSitesRequest request, ServerCallContext context)
    {
        var plan = keeper.Current;
        if (request.Place.Length > 0 && !plan.TryPlace(request.Place, out _))
        {
            throw Refusal.Field("place", $"the plan has no place \"{request.Place}\".");
        }

        var under = request.Place.Length > 0 ? plan.SitesUnder(request.Place).Select(site => site.Id).ToHashSet() : null;
        var response = new ListSitesResponse();
        foreach (var site in sites.View().Where(site => under?.Contains(site.Id) ?? true))
        {
            if (plan.TrySite(site.Id, out var planned))
            {
                (site.Name, site.Place) = (PlanMessages.Of(planned.Name), planned.At);
                response.Sites.Add(site);
            }
        }

        return Task.FromResult(response);
    }
}
