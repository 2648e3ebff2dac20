using RadioNet.Api;
using RadioNet.Command.Client;

namespace RadioNet.Command.Modems;

/// <summary>A change of a base station or of one of its carriers.</summary>
/// <param name="Target">Which.</param>
/// <param name="Words">The plan's keys and values.</param>
/// <param name="Comment">For the history.</param>
internal sealed record StationChange(CarrierPath Target, IReadOnlyList<string> Words, string Comment)
{
    public EditBaseStationRequest ToRequest(int revision)
    {
        var request = new EditBaseStationRequest
        {
            RequestId = NodeClient.NewRequestId(),
            ExpectedRevision = revision,
            Site = Target.Site,
            BaseStation = Target.BaseStation,
            Carrier = Target.Carrier,
            Comment = Comment,
            Who = NodeClient.Who,
        };
        request.Words.Add(Words);
        return request;
    }
}
