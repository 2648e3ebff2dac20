using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Services;

/// <summary>The calls that run and the records of those that ran.</summary>
internal sealed class CallApi(LiveCalls live, IRecordStore store, IHostApplicationLifetime life)
    : CallService.CallServiceBase
{
    public override Task<ListCallsResponse> List(ListCallsRequest request, ServerCallContext context)
    {
        var limit = Refusal.PageSize(request.PageSize, 50);
        var query = Query(request) with { Limit = limit + 1 };
        var running = request.PageToken.Length == 0
            ? live.Running.Reverse().Where(query.Matches).ToList()
            : [];
        var known = running.Select(call => call.Id).ToHashSet();
        var ended = store.Search(query).Where(call => !known.Contains(call.Id)).Take(limit + 1).ToList();

        // The running ones stand on the first page, all of them: they have no number yet that a token could name.
        var page = ended.Take(Math.Max(limit - running.Count, 1)).ToList();
        var response = new ListCallsResponse { NextPageToken = Refusal.NextToken(ended.Count > page.Count, page is [.., var last] ? last.Number : 0) };
        response.Calls.Add(running.Concat(page).Select(CallMessages.Of));
        return Task.FromResult(response);
    }

    public override async Task Follow(FollowCallsRequest request, IServerStreamWriter<CallEvent> responseStream, ServerCallContext context)
    {
        var query = new RecordQuery { Talkgroup = Some(request.Talkgroup), Radio = Some(request.Radio), Site = Some(request.Site) };
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, life.ApplicationStopping);
        try
        {
            await foreach (var change in live.FollowAsync(end.Token).ConfigureAwait(false))
            {
                if (Event(change, query) is { } told)
                {
                    await responseStream.WriteAsync(told, end.Token).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            if (life.ApplicationStopping.IsCancellationRequested)
            {
                throw new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "The node stops."));
            }
        }
    }

    internal static RecordQuery Query(ListCallsRequest request)
    {
        var words = FoldedWords.Of(request.Text);
        return new RecordQuery
        {
            Before = Refusal.PageToken(request.PageToken, long.MaxValue),
            Talkgroup = Some(request.Talkgroup),
            Radio = Some(request.Radio),
            Site = Some(request.Site),
            Since = Time("since", request.Since),
            Until = Time("until", request.Until),
            Words = words.Count == 0 && request.Text.Length > 0 ? throw Refusal.Field("text", "holds no letter and no digit.") : words,
            States = [.. request.States.Select(CallMessages.State)],
        };
    }

    private static uint? Some(uint id) => id == 0 ? null : id;

    private static string? Some(string id) => id.Length == 0 ? null : id;

    private static DateTimeOffset? Time(string field, Timestamp? time)
    {
        try
        {
            return time?.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            throw Refusal.Field(field, "is no time between the years 1 and 9999.");
        }
    }

    private static CallEvent? Event(CallChange change, RecordQuery query)
    {
        if (change.Changed is { } call)
        {
            return query.Matches(call) ? new CallEvent { Number = change.Number, Changed = CallMessages.Of(call) } : null;
        }

        var snapshot = new CallSnapshot();
        snapshot.Calls.Add(change.Snapshot!.Where(query.Matches).Select(CallMessages.Of));
        return new CallEvent { Number = change.Number, Snapshot = snapshot };
    }
}
