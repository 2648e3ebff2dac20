using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Ports.Tiers;
using RadioNet.Core.Records;

namespace RadioNet.Core.Services;

/// <summary>The alarms of the node and of the nodes below it, and the emergencies that a node above shows to it. Acknowledging and clearing are safe to ask again: the second time changes nothing.</summary>
internal sealed class AlarmApi(IAlarmBook book, NodePresence presence, TierLink uplink, NodeIdentity node) : AlarmService.AlarmServiceBase
{
    public override Task<ListAlarmsResponse> List(ListAlarmsRequest request, ServerCallContext context)
    {
        var limit = Refusal.PageSize(request.PageSize, 100);
        var before = Refusal.PageToken(request.PageToken, long.MaxValue);
        var alarms = request.WithCleared
            ? book.List(before, limit + 1)
            : [.. book.Open.Where(alarm => alarm.Id < before).Take(limit + 1)];
        var page = alarms.Take(limit).ToList();
        var response = new ListAlarmsResponse { NextPageToken = Refusal.NextToken(alarms.Count > limit, page is [.., var last] ? last.Id : 0) };
        response.Alarms.Add(page.Select(Of));
        return Task.FromResult(response);
    }

    public override async Task<Alarm> Acknowledge(AlarmRequest request, ServerCallContext context)
    {
        Check(request);
        return Of(await book.AcknowledgeAsync(request.Id, Refusal.Who(request.Who)).ConfigureAwait(false) ?? throw Unknown(request));
    }

    public override async Task<Alarm> Clear(AlarmRequest request, ServerCallContext context)
    {
        Check(request);
        return Of(await book.ClearAsync(request.Id, Refusal.Who(request.Who)).ConfigureAwait(false) ?? throw Unknown(request));
    }

    private static void Check(AlarmRequest request)
    {
        Refusal.RequestId(request.RequestId);
        if (request.Id <= 0)
        {
            throw Refusal.Field("id", "must be an alarm's number, from 1.");
        }
    }

    private static RpcException Unknown(AlarmRequest request) => Refusal.NotFound($"There is no alarm {request.Id}.");

    private Alarm Of(AlarmRecord alarm)
    {
        var message = AlarmMessages.Of(alarm);
        message.Node = alarm.Made is null ? node.Id : alarm.Node;
        if (alarm.IsShown)
        {
            message.AwaySince = uplink.Parent is null ? (uplink.LostSince ?? node.Started).ToTimestamp() : null;
        }
        else if (alarm.Made is not null)
        {
            message.AwaySince = presence.AwaySince(alarm.Node)?.ToTimestamp();
        }

        if (alarm.Answer is { } answer)
        {
            (message.Answered, message.AnsweredBy) = (AlarmMessages.Of(answer.Wanted), answer.Who);
        }

        return message;
    }
}
