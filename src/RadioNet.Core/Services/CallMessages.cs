using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Records;
using CallState = RadioNet.Api.CallState;
using CallType = RadioNet.Api.CallType;
using MissedSite = RadioNet.Api.MissedSite;

namespace RadioNet.Core.Services;

/// <summary>Call records as messages.</summary>
internal static class CallMessages
{
    public static Call Of(CallRecord call)
    {
        var message = new Call
        {
            Id = call.Id,
            Number = call.NumberAtNode,
            State = Of(call.State),
            Type = Of(call.Type),
            Target = call.Target,
            TargetIsRadio = call.TargetIsRadio,
            TargetName = call.TargetName,
            Source = call.Source,
            SourceName = call.SourceName,
            Reason = call.Reason ?? "",
            Emergency = call.Emergency,
            Started = call.Started.ToTimestamp(),
            Ended = call.Ended?.ToTimestamp(),
            Node = call.Node,
            PlanRevision = call.PlanRevision,
        };
        message.Spurts.Add(call.Spurts.Select(Of));
        message.Sites.Add(call.Sites);
        message.Missed.Add(call.Missed.Select(missed => new MissedSite { Site = missed.Site, Reason = missed.Reason }));
        message.Decisions.Add(call.Decisions.Select(Of));
        return message;
    }

    public static Records.CallState State(CallState state) => state switch
    {
        CallState.Running => Records.CallState.Running,
        CallState.Ended => Records.CallState.Ended,
        CallState.Denied => Records.CallState.Denied,
        _ => throw Refusal.Field("states", "must be running, ended or denied."),
    };

    private static CallState Of(Records.CallState state) => state switch
    {
        Records.CallState.Running => CallState.Running,
        Records.CallState.Ended => CallState.Ended,
        _ => CallState.Denied,
    };

    private static CallType Of(Records.CallType type) => type switch
    {
        Records.CallType.Group => CallType.Group,
        Records.CallType.Private => CallType.Private,
        Records.CallType.Broadcast => CallType.Broadcast,
        Records.CallType.All => CallType.All,
        _ => CallType.Data,
    };

    private static Spurt Of(SpurtRecord spurt)
    {
        var message = new Spurt
        {
            Id = spurt.Id,
            Source = spurt.Source,
            SourceName = spurt.SourceName,
            Site = spurt.Site,
            Repeater = spurt.Repeater,
            HeardBy = spurt.HeardBy.Length > 0 || spurt.Repeater == 0 ? spurt.HeardBy : spurt.Repeater.ToString(CultureInfo.InvariantCulture),
            Slot = spurt.Slot,
            Started = spurt.Started.ToTimestamp(),
            Ended = spurt.Ended?.ToTimestamp(),
            EndReason = spurt.EndReason ?? "",
            DeniedReason = spurt.DeniedReason ?? "",
            Bursts = spurt.Bursts,
            Missing = spurt.Missing,
            Emergency = spurt.Emergency,
            HeardLocallyOnly = spurt.HeardLocallyOnly,
        };
        if (spurt.Ber is { } ber)
        {
            message.Ber = ber;
        }

        if (spurt.Rssi is { } rssi)
        {
            message.Rssi = rssi;
        }

        return message;
    }

    private static Decision Of(DecisionRecord decision) => new()
    {
        At = decision.At.ToTimestamp(),
        Rule = decision.Rule,
        Text = decision.Text,
        CompetingCall = decision.CompetingCall ?? "",
        PlanLine = decision.PlanLine,
        PlanRevision = decision.PlanRevision,
    };
}
