using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Records.Traces;

namespace RadioNet.Core.Services;

/// <summary>A call's way across the nodes.</summary>
internal sealed class TraceApi(TraceDesk desk) : TraceService.TraceServiceBase
{
    private const int LongestId = 200;

    public override async Task<CallTrace> Get(GetTraceRequest request, ServerCallContext context)
    {
        if (request.Call.Length is 0 or > LongestId)
        {
            throw Refusal.Field("call", $"must be a call's id, of 1 to {LongestId} characters.");
        }

        var trace = await desk.GatherAsync(request.Call, context.CancellationToken).ConfigureAwait(false);
        return trace.Call is null && trace.Nodes.All(node => node.Spurts.Count == 0)
            ? throw Refusal.NotFound($"No node that can be reached knows a call {request.Call}.{Away(trace)} See 'radionet calls --json' for ids.")
            : trace;
    }

    private static string Away(CallTrace trace) => trace.Unanswered.Count == 0 ? "" : $" Not asked, or no answer: {string.Join(", ", trace.Unanswered)}.";
}
