using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Records.Outages;

namespace RadioNet.Core.Services;

/// <summary>The outages of the links between nodes.</summary>
internal sealed class OutageApi(OutageBook book) : OutageService.OutageServiceBase
{
    private const int MostReports = 100;

    public override Task<ListOutagesResponse> List(ListOutagesRequest request, ServerCallContext context)
    {
        var limit = request.Limit switch
        {
            0 => 10,
            > 0 and <= MostReports => request.Limit,
            _ => throw Refusal.Field("limit", $"must be from 1 to {MostReports}, or 0 for 10."),
        };
        var response = new ListOutagesResponse();
        response.Outages.Add(book.Newest(request.Node, limit).Select(OutageMessages.Of));
        return Task.FromResult(response);
    }
}
