using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Records;

namespace RadioNet.Core.Services;

/// <summary>What was said.</summary>
internal sealed partial class ConsoleApi
{
    private const int LargestHistory = 200, UsualHistory = 50;

    /// <summary>Records that one request looks through at most; the next page goes on behind them.</summary>
    private const int MostCalls = 10_000;

    /// <summary>Who hears more talkgroups has some call among the next ones: those are looked through. For fewer they are asked for.</summary>
    private const int FewTalkgroups = 64;

    public override Task<ConsoleHistoryResponse> History(ConsoleHistoryRequest request, ServerCallContext context)
    {
        var who = Who(context);
        if (request.PageSize is < 0 or > LargestHistory)
        {
            throw Refusal.Field("page_size", $"must be from 1 to {LargestHistory}, or 0 for {UsualHistory}.");
        }

        var limit = request.PageSize == 0 ? UsualHistory : request.PageSize;
        var query = CallApi.Query(new ListCallsRequest
        {
            PageToken = request.PageToken,
            Talkgroup = request.Talkgroup,
            Text = request.Text,
            Since = request.Since,
            Until = request.Until,
        });
        var response = new ConsoleHistoryResponse();
        var heard = request.Talkgroup != 0 ? [] : who.Hears.Select(talkgroup => talkgroup.Id.Value).Take(FewTalkgroups + 1).ToList();
        if (request.Talkgroup != 0 ? !who.MayHear(request.Talkgroup) : heard.Count == 0)
        {
            return Task.FromResult(response);
        }

        query = query with { Talkgroups = heard.Count > FewTalkgroups ? [] : heard };

        var running = request.PageToken.Length == 0 ? live.Running.Reverse().Where(call => query.Matches(call) && Concerns(call, who)).ToList() : [];
        response.Calls.Add(running.Select(Of));
        var known = running.Select(call => call.Id).ToHashSet();
        for (var looked = 0; looked < MostCalls; looked += ApiLimits.LargestPage)
        {
            var some = store.Search(query with { Limit = ApiLimits.LargestPage });
            foreach (var call in some)
            {
                if (response.Calls.Count >= limit)
                {
                    response.NextPageToken = Refusal.NextToken(true, query.Before);
                    return Task.FromResult(response);
                }

                query = query with { Before = call.Number };
                if (Concerns(call, who) && !known.Contains(call.Id))
                {
                    response.Calls.Add(Of(call));
                }
            }

            if (some.Count < ApiLimits.LargestPage)
            {
                return Task.FromResult(response);
            }
        }

        response.NextPageToken = Refusal.NextToken(true, query.Before);
        return Task.FromResult(response);
    }

    private ConsoleCall Of(CallRecord call)
    {
        var (own, below) = (folder.FilesOf(call.Id, call.Started).Count, lower.Of(call.Id, call.Started));
        var spurts = call.Spurts.Where(spurt => spurt.DeniedReason is null).ToList();
        var message = new ConsoleCall
        {
            Id = call.Id,
            Talkgroup = call.Target,
            TalkgroupName = call.TargetName,
            Started = call.Started.ToTimestamp(),
            Ended = call.Ended?.ToTimestamp(),
            Spurts = spurts.Count,
            Emergency = call.Emergency,
            Denied = call.State == Records.CallState.Denied,
            Reason = call.Reason ?? "",
            Recordings = own + below.Count,
            RecordedAt = own == 0 && below is [var first, ..] ? first.Node : "",
            Away = own == 0 && below.Count > 0 && below.All(entry => !fetch.IsInReach(entry.Node)),
        };
        message.Talkers.Add(spurts.Select(spurt => Named(spurt.Source, spurt.SourceName)).DefaultIfEmpty(Named(call.Source, call.SourceName)).Distinct());
        return message;
    }

    private static string Named(uint radio, string name) => name.Length > 0 ? name : $"{radio}";
}
