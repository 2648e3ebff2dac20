using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Records;
using AlarmState = RadioNet.Api.AlarmState;

namespace RadioNet.Core.Services;

/// <summary>The node's alarms. Acknowledging and clearing are safe to ask again: the second time changes nothing.</summary>
internal sealed class AlarmApi(IAlarmBook book) : AlarmService.AlarmServiceBase
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

    private static Alarm Of(AlarmRecord alarm) => new()
    {
        Id = alarm.Id,
        Kind = alarm.Kind,
        Subject = alarm.Subject,
        Text = PlanMessages.Of(alarm.Text),
        State = alarm.State switch
        {
            Records.AlarmState.Raised => AlarmState.Raised,
            Records.AlarmState.Acknowledged => AlarmState.Acknowledged,
            _ => AlarmState.Cleared,
        },
        Raised = alarm.Raised.ToTimestamp(),
        LastRepeated = alarm.LastRepeated.ToTimestamp(),
        Count = alarm.Count,
        AcknowledgedBy = alarm.AcknowledgedBy ?? "",
        Acknowledged = alarm.Acknowledged?.ToTimestamp(),
        ClearedBy = alarm.ClearedBy ?? "",
        Cleared = alarm.Cleared?.ToTimestamp(),
    };
}
