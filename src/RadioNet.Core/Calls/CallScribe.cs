using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.Core.Records;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.Core.Calls;

/// <summary>Writes call control's reports as records, with the names that the plan has for their numbers.</summary>
internal sealed class CallScribe(IPlanView plan, string node)
{
    /// <summary>The record of a report.</summary>
    public CallRecord Write(CallReport report) => new()
    {
        Id = report.Id.ToString(),
        Node = node,
        State = (Records.CallState)report.State,
        Type = (Records.CallType)report.Type,
        Target = report.Target,
        TargetIsRadio = report.TargetKind == AddressKind.Unit,
        TargetName = TargetName(report),
        Source = report.Source.Value,
        SourceName = report.Spurts is [var first, ..] && first.Source == report.Source ? TalkerName(first) : RadioName(report.Source),
        Spurts = [.. report.Spurts.Select(spurt => Spurt(spurt, report.State))],
        Sites = report.Sites,
        Missed = [.. report.Missed.Select(m => new Records.MissedSite(m.Site, Reasons.Word(m.Why)))],
        Reason = report.Why == Reason.None ? null : Reasons.Word(report.Why),
        Emergency = report.Emergency,
        Started = report.Started,
        Ended = report.Ended,
        Decisions = [.. report.Decisions.Select(DecisionText.Of)],
        PlanRevision = report.Decisions.IsEmpty ? plan.Current.Revision : report.Decisions[0].Revision,
    };

    /// <summary>What heard a spurt, as people call it at its site; empty for a carrier that the plan has not.</summary>
    public string PortName(RepeaterId port) =>
        plan.Current.TryPort(port, out var known) ? known.Name : SlotPorts.IsRepeater(port) ? port.ToString() : "";

    private SpurtRecord Spurt(SpurtReport spurt, CallControl.Calls.CallState state)
    {
        var heardBy = spurt.From.At.Repeater;
        return new SpurtRecord
        {
            Id = spurt.Id.ToString(),
            Source = spurt.Source.Value,
            SourceName = TalkerName(spurt),
            Site = spurt.From.Site,
            Repeater = SlotPorts.IsRepeater(heardBy) ? heardBy.Value : 0,
            HeardBy = PortName(heardBy),
            Slot = (byte)spurt.From.At.Slot,
            Started = spurt.Started,
            Ended = spurt.Ended,
            EndReason = state == CallControl.Calls.CallState.Denied || spurt.Why == Reason.None ? null : Reasons.Word(spurt.Why),
            DeniedReason = state == CallControl.Calls.CallState.Denied ? Reasons.Word(spurt.Why) : null,
            Bursts = spurt.Figures.Bursts,
            Missing = spurt.Figures.Missing,
            Ber = spurt.Figures.VoiceBursts == 0 ? null : spurt.Figures.BitErrorRate / 100,
            Rssi = spurt.Figures.Rssi == 0 ? null : spurt.Figures.Rssi,
            Emergency = spurt.Emergency,
            HeardLocallyOnly = spurt.HeardLocallyOnly,
        };
    }

    private string TargetName(CallReport report) =>
        report.TargetKind == AddressKind.Unit ? RadioName(new RadioId(report.Target))
        : plan.Current.TryTalkgroup(new TalkgroupId(report.Target), out var talkgroup) ? talkgroup.Name.Vi
        : "";

    /// <summary>Who talked at an M17 link goes by the callsign, too: nothing else was heard of him.</summary>
    private string TalkerName(SpurtReport spurt) =>
        spurt.Callsign is not { } callsign ? RadioName(spurt.Source)
        : plan.Current.TrySubscriber(spurt.Source, out var subscriber) ? $"{subscriber.Alias} ({callsign})"
        : callsign.ToString();

    private string RadioName(RadioId radio) => plan.Current.NameOf(radio);
}
