using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Records.Outages;
using DividedCall = RadioNet.Core.Records.Outages.DividedCall;
using DividedTalkgroup = RadioNet.Core.Records.Outages.DividedTalkgroup;
using JoinedCall = RadioNet.Core.Records.Outages.JoinedCall;
using OutageAlarm = RadioNet.Core.Records.Outages.OutageAlarm;
using OutageEdit = RadioNet.Core.Records.Outages.OutageEdit;
using OutageSide = RadioNet.Core.Records.Outages.OutageSide;
using OutageTimes = RadioNet.Core.Records.Outages.OutageTimes;

namespace RadioNet.Core.Services;

/// <summary>Reports of outages as messages, and back.</summary>
public static class OutageMessages
{
    /// <summary>A report's message.</summary>
    public static Outage Of(OutageReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var message = new Outage
        {
            From = report.From.ToTimestamp(),
            To = report.To.ToTimestamp(),
            Over = report.IsOver,
            LowerClock = report.LowerClock is { } lower ? new Api.OutageTimes { From = lower.From.ToTimestamp(), To = lower.To?.ToTimestamp() } : null,
            Upper = Of(report.Upper),
            Lower = Of(report.Lower),
            CameUp = report.CameUp.Records,
            LastCameUp = report.CameUp.Last?.ToTimestamp(),
            HasMore = report.HasMore,
        };
        message.Divided.Add(report.Divided.Select(Of));
        message.Joined.Add(report.Joined.Select(Of));
        message.Alarms.Add(report.Alarms.Select(Of));
        message.Edits.Add(report.Edits.Select(Of));
        message.Twice.Add(report.Twice);
        return message;
    }

    /// <summary>A message's report.</summary>
    public static OutageReport Read(Outage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new OutageReport(
            message.From.ToDateTimeOffset(), message.To.ToDateTimeOffset(), Read(message.Upper), Read(message.Lower), [.. message.Divided.Select(Read)],
            [.. message.Alarms.Select(Read)], [.. message.Edits.Select(Read)], [.. message.Twice])
        {
            IsOver = message.Over,
            LowerClock = message.LowerClock is { } lower ? new OutageTimes(lower.From.ToDateTimeOffset(), lower.To?.ToDateTimeOffset()) : null,
            Joined = [.. message.Joined.Select(Read)],
            CameUp = new CameUp(message.CameUp, message.LastCameUp?.ToDateTimeOffset()),
            HasMore = message.HasMore,
        };
    }

    private static Api.OutageSide Of(OutageSide side) => new()
    {
        Node = side.Node,
        Calls = side.Calls,
        Denied = side.Denied,
        Emergencies = side.Emergencies,
        TalkSeconds = side.TalkSeconds,
        Talkgroups = side.Talkgroups,
    };

    private static OutageSide Read(Api.OutageSide side) => new(side.Node, side.Calls, side.Denied, side.Emergencies, side.TalkSeconds, side.Talkgroups);

    private static Api.DividedTalkgroup Of(DividedTalkgroup divided) => new()
    {
        Talkgroup = divided.Talkgroup,
        Name = divided.Name,
        From = divided.From.ToTimestamp(),
        To = divided.To.ToTimestamp(),
        Upper = { divided.Upper.Select(Of) },
        Lower = { divided.Lower.Select(Of) },
    };

    private static DividedTalkgroup Read(Api.DividedTalkgroup divided) => new(
        divided.Talkgroup, divided.Name, divided.From.ToDateTimeOffset(), divided.To.ToDateTimeOffset(), [.. divided.Upper.Select(Read)], [.. divided.Lower.Select(Read)]);

    private static Api.DividedCall Of(DividedCall call) => new() { Id = call.Id, Talkers = { call.Talkers }, Sites = { call.Sites }, Emergency = call.Emergency };

    private static DividedCall Read(Api.DividedCall call) => new(call.Id, [.. call.Talkers], [.. call.Sites], call.Emergency);

    private static Api.JoinedCall Of(JoinedCall call) => new()
    {
        Id = call.Id,
        Node = call.Node,
        Target = call.Target,
        Name = call.Name,
        At = call.At.ToTimestamp(),
        GivenOver = call.GivenOver,
        Cut = { call.Cut },
    };

    private static JoinedCall Read(Api.JoinedCall call) => new(call.Id, call.Node, call.Target, call.Name, call.At.ToDateTimeOffset(), call.GivenOver, [.. call.Cut]);

    private static Api.OutageAlarm Of(OutageAlarm alarm) => new()
    {
        Node = alarm.Node,
        Kind = alarm.Kind,
        Subject = alarm.Subject,
        Text = PlanMessages.Of(alarm.Text),
        Raised = alarm.Raised.ToTimestamp(),
        State = AlarmMessages.Of(alarm.State),
    };

    private static OutageAlarm Read(Api.OutageAlarm alarm) => new(
        alarm.Node, alarm.Kind, alarm.Subject, new Plan.Model.LocalizedText(alarm.Text.Vi, alarm.Text.En), alarm.Raised.ToDateTimeOffset(),
        AlarmMessages.StateOf(alarm.State) ?? Records.AlarmState.Raised);

    private static Api.OutageEdit Of(OutageEdit edit)
    {
        var message = new Api.OutageEdit { Node = edit.Node, At = edit.At.ToTimestamp(), Who = edit.Who, Revision = edit.Revision, What = edit.What, TakenAt = edit.TakenAt, Entry = edit.Entry };
        message.Why = edit.Why is { } why ? PlanMessages.Of(why) : null;
        if (edit.IsTaken is { } taken)
        {
            message.Taken = taken;
        }

        return message;
    }

    private static OutageEdit Read(Api.OutageEdit edit) => new(
        edit.Node, edit.At.ToDateTimeOffset(), edit.Who, edit.Revision, edit.What, edit.HasTaken ? edit.Taken : null)
    {
        TakenAt = edit.TakenAt,
        Why = edit.Why is { } why ? new Plan.Model.LocalizedText(why.Vi, why.En) : null,
        Entry = edit.Entry,
    };
}
