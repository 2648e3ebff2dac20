using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.Plan;
using RadioNet.Protocols;
using CallState = RadioNet.CallControl.Calls.CallState;
using CallType = RadioNet.CallControl.CallType;
using Decision = RadioNet.CallControl.Decision;
using MissedSite = RadioNet.CallControl.Calls.MissedSite;

namespace RadioNet.BaseStation.Fallback;

/// <summary>What a base station decided by itself, as the messages that its node gets of it later; names are the plan's.</summary>
public static class LocalRecords
{
    /// <summary>The record of a call that is over, or was denied.</summary>
    public static LocalRecord Of(CallReport report, PlanIndex plan)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(plan);
        var call = new Call
        {
            Id = report.Id.ToString(),
            State = report.State == CallState.Denied ? Api.CallState.Denied : Api.CallState.Ended,
            Type = TypeOf(report.Type),
            Target = report.Target,
            TargetIsRadio = report.TargetKind == AddressKind.Unit,
            TargetName = TargetName(report, plan),
            Source = report.Source.Value,
            SourceName = RadioName(report.Source, plan),
            Reason = Reasons.Word(report.Why),
            Emergency = report.Emergency,
            Started = report.Started.ToTimestamp(),
            Ended = report.Ended?.ToTimestamp(),
            Node = report.Id.Node,
            PlanRevision = report.Decisions.IsEmpty ? plan.Revision : report.Decisions[0].Revision,
        };
        call.Spurts.Add(report.Spurts.Select(spurt => SpurtOf(spurt, report.State, plan)));
        call.Sites.Add(report.Sites);
        call.Missed.Add(report.Missed.Select(Of));
        call.Decisions.Add(report.Decisions.Select(Of));
        return new LocalRecord { Call = call };
    }

    /// <summary>An emergency that a radio raised.</summary>
    public static LocalRecord Of(ToAlarms.Emergency emergency)
    {
        ArgumentNullException.ThrowIfNull(emergency);
        return new LocalRecord
        {
            Emergency = new LocalEmergency
            {
                Radio = emergency.Radio.Value,
                Target = emergency.Target,
                Call = emergency.Call ?? "",
                At = emergency.At.ToTimestamp(),
            },
        };
    }

    private static Spurt SpurtOf(SpurtReport spurt, CallState state, PlanIndex plan)
    {
        var why = Reasons.Word(spurt.Why);
        var heardBy = spurt.From.At.Repeater;
        var message = new Spurt
        {
            Id = spurt.Id.ToString(),
            Source = spurt.Source.Value,
            SourceName = RadioName(spurt.Source, plan),
            Site = spurt.From.Site,
            HeardBy = plan.TryPort(heardBy, out var port) ? port.Name : "",
            Slot = (uint)spurt.From.At.Slot,
            Started = spurt.Started.ToTimestamp(),
            Ended = spurt.Ended?.ToTimestamp(),
            EndReason = state == CallState.Denied ? "" : why,
            DeniedReason = state == CallState.Denied ? why : "",
            Bursts = spurt.Figures.Bursts,
            Missing = spurt.Figures.Missing,
            Emergency = spurt.Emergency,
            HeardLocallyOnly = spurt.HeardLocallyOnly,
        };
        if (spurt.Figures.VoiceBursts > 0)
        {
            message.Ber = spurt.Figures.BitErrorRate / 100;
        }

        if (spurt.Figures.Rssi != 0)
        {
            message.Rssi = spurt.Figures.Rssi;
        }

        return message;
    }

    private static Api.MissedSite Of(MissedSite missed) => new() { Site = missed.Site, Reason = Reasons.Word(missed.Why) };

    private static Api.Decision Of(Decision decision) => new()
    {
        At = decision.At.ToTimestamp(),
        Rule = decision.Rule,
        Text = decision.Sentence(),
        CompetingCall = decision.Competing ?? "",
        PlanLine = decision.PlanLine,
        PlanRevision = decision.Revision,
    };

    private static Api.CallType TypeOf(CallType type) => type switch
    {
        CallType.Group => Api.CallType.Group,
        CallType.Private => Api.CallType.Private,
        CallType.Broadcast => Api.CallType.Broadcast,
        CallType.All => Api.CallType.All,
        _ => Api.CallType.Data,
    };

    private static string TargetName(CallReport report, PlanIndex plan) =>
        report.TargetKind == AddressKind.Unit ? RadioName(new RadioId(report.Target), plan)
        : plan.TryTalkgroup(new TalkgroupId(report.Target), out var talkgroup) ? talkgroup.Name.Vi
        : "";

    private static string RadioName(RadioId radio, PlanIndex plan) => plan.TrySubscriber(radio, out var subscriber) ? subscriber.Alias : "";
}
