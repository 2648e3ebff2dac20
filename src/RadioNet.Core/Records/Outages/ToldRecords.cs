using RadioNet.Api;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;

namespace RadioNet.Core.Records.Outages;

/// <summary>Records as a node tells them over gRPC, for who makes a report elsewhere.</summary>
public static class ToldRecords
{
    /// <summary>The record of a call that is over, or was denied.</summary>
    public static CallRecord Of(Call call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return NodeCalls.Read(call) with { Node = call.Node };
    }

    /// <summary>An alarm.</summary>
    public static AlarmRecord Of(Alarm alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        return new(alarm.Id, alarm.Kind, alarm.Subject, new LocalizedText(alarm.Text.Vi, alarm.Text.En), alarm.Raised.ToDateTimeOffset())
        {
            Node = alarm.Node,
            State = alarm.State switch
            {
                Api.AlarmState.Acknowledged => AlarmState.Acknowledged,
                Api.AlarmState.Cleared => AlarmState.Cleared,
                _ => AlarmState.Raised,
            },
            Count = alarm.Count,
        };
    }
}
