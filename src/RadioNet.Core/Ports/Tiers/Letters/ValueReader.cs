using System.Collections.Frozen;
using System.Collections.Immutable;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tiers;
using RadioNet.Protocols;
using Wire = RadioNet.Api;

namespace RadioNet.Core.Ports.Tiers.Letters;

/// <summary>Reads what letters hold. Where something is wrong that the check has not a harmless value for, there is null.</summary>
internal static class ValueReader
{
    public static IngressId Stream(this LetterCheck check, Wire.StreamRef? said, string name) =>
        check.There(said, name) ? new IngressId(check.Number(said.Number, name), check.Id(said.Node, name)) : default;

    public static RepeaterSlot At(this LetterCheck check, Wire.SlotRef? said, string name) =>
        check.There(said, name) ? new RepeaterSlot(new RepeaterId(said.Repeater), check.Slot(said.Slot, name)) : default;

    public static CallId Call(this LetterCheck check, Wire.TalkId? said, string name) =>
        check.There(said, name) ? new CallId(check.Id(said.Node, name), (int)check.Number(said.Boot, name), check.Number(said.Number, name)) : default;

    public static SpurtId Spurt(this LetterCheck check, Wire.TalkId? said, string name) =>
        check.There(said, name) ? new SpurtId(check.Id(said.Node, name), (int)check.Number(said.Boot, name), check.Number(said.Number, name)) : default;

    public static FloorHolder? Holder(this LetterCheck check, Wire.FloorHolder? said) => said is null
        ? null
        : new FloorHolder(check.Radio(said.Radio, "radio"), check.Spell(said.AtMostMicroseconds, "at_most"));

    public static Location Place(this LetterCheck check, Wire.PlaceHeard? said, string name) =>
        check.There(said, name) ? new Location(check.Where(said.Site, name), check.At(said.At, name)) : default;

    public static TimeSpan Spell(this LetterCheck check, long microseconds, string name) =>
        microseconds >= 0 && microseconds <= (long)LetterLimits.LongestSpurt.TotalMicroseconds
            ? TimeSpan.FromMicroseconds(microseconds)
            : check.Wrong<TimeSpan>($"{name} is no time that anybody talks for");

    public static StreamFigures Figures(this LetterCheck check, Wire.StreamCounts? said, string name) => check.There(said, name)
        ? new StreamFigures(said.Bursts, said.Missing, said.Dropped, said.BitErrors, said.VoiceBursts, said.Rssi)
        : StreamFigures.None;

    public static ImmutableArray<SlotLease> Leases(this LetterCheck check, IReadOnlyCollection<Wire.LeaseOfSlot> said, string name) => check.All(
        said, LetterLimits.MostSlots, name, lease => new SlotLease(new RepeaterId(lease.Repeater), check.Slot(lease.Slot, name), lease.Lease));

    public static SlotWait Wait(this LetterCheck check, Wire.WaitForSlot said) => new(
        new RepeaterId(said.Repeater),
        check.Slot(said.Slot, "slot"),
        check.Reason(said.Reason, "reason"),
        said.HasCompeting ? check.Text(said.Competing, "competing") : null);

    public static Branch Branch(this LetterCheck check, Wire.VoiceBranch said) => new(
        check.IdOrNone(said.From, "from"), check.Ids(said.To, LetterLimits.MostLinks, "to"), check.Leases(said.Leases, "leases"));

    public static RepeaterShape Shape(this LetterCheck check, Wire.LetterRepeater said) => new(
        said.SlotOne, said.SlotTwo, check.Within(said.CallsAtOnce, LetterLimits.MostCallsAtOnce, "calls_at_once"))
    {
        Simplex = said.Simplex,
        Subscribed = said.Wants is { } wants
            ? check.All(wants.Talkgroups, LetterLimits.MostTalkgroups, "talkgroups", one => (check.Slot(one.Slot, "slot"), check.Address(one.Talkgroup, "talkgroup")))
                .ToFrozenSet()
            : null,
    };

    public static ToSite.Claim Claim(this LetterCheck check, Wire.LetterClaim said) => new(
        check.CallKey(said.CallKey, "call_key"),
        check.Text(said.Name, "name"),
        said.Group == 0 ? null : new TalkgroupId(check.Address(said.Group, "group")),
        check.Slot(said.Slot, "slot"),
        said.Only is { } only ? check.At(only, "only") : null,
        new ClaimRank(
            said.Data,
            said.Emergency,
            check.Within(said.CallPriority, LetterLimits.MostPriority, "call_priority"),
            check.Within(said.TalkerPriority, LetterLimits.MostPriority, "talker_priority"),
            check.Time(said.Since, "since").UtcTicks));

    public static ToRouter.Grant Grant(this LetterCheck check, Wire.LetterGrant said)
    {
        if (said.Call is null != said.Spurt is null)
        {
            check.Wrong<object>("call and spurt go together");
        }

        return new ToRouter.Grant(check.Stream(said.Stream, "stream"), check.StreamId(said.OutgoingStream, "outgoing_stream"), check.Leases(said.Route, "route"))
        {
            Of = said.Call is { } call ? (check.Call(call, "call"), check.Spurt(said.Spurt, "spurt")) : null,
            Links = check.Ids(said.Links, LetterLimits.MostLinks, "links"),
        };
    }

    public static ImmutableArray<FloorRequest> Requests(this LetterCheck check, IReadOnlyCollection<Wire.FloorRequest> said, string name) =>
        check.All(said, LetterLimits.MostStreams, name, one => check.Request(one, name)!);

    public static FloorRequest? Request(this LetterCheck check, Wire.FloorRequest? said, string name) =>
        check.There(said, name) && check.Heard(said.Stream) is { } stream
            ? new FloorRequest
            {
                Stream = stream,
                Site = check.Where(said.Site, "site"),
                Type = check.Type(said.Type),
                Priority = check.Within(said.Priority, LetterLimits.MostPriority, "priority"),
                PreEmpt = said.PreEmpt,
                Alarm = said.Alarm,
                Emergency = said.Emergency,
                CanWait = said.CanWait,
                Callee = said.Callee is { } callee ? check.Place(callee, "callee") : null,
                Spurt = said.Spurt is { } spurt ? check.Spurt(spurt, "spurt") : null,
                Denied = said.Denied is { } denied ? check.Report(denied, "denied") : null,
            }
            : null;

    public static CallReport? Report(this LetterCheck check, Wire.CallNote? said, string name)
    {
        if (!check.There(said, name))
        {
            return null;
        }

        if (said.Spurts.Count == 0)
        {
            return check.Wrong<CallReport>("spurts are none"); // a denial is one of a spurt
        }

        return new CallReport
        {
            Id = check.Call(said.Id, "id"),
            Key = said.Key.Length > 0 ? check.CallKey(said.Key, "key") : "",
            State = said.State switch
            {
                Wire.CallState.Running => CallState.Running,
                Wire.CallState.Ended => CallState.Ended,
                Wire.CallState.Denied => CallState.Denied,
                _ => check.Wrong<CallState>("state is none that is known"),
            },
            Type = check.Type(said.Type),
            TargetKind = said.TargetIsRadio ? AddressKind.Unit : AddressKind.Group,
            Target = check.Address(said.Target, "target"),
            Source = check.Radio(said.Source, "source"),
            Started = check.Time(said.Started, "started"),
            Ended = check.TimeOrNone(said.Ended, "ended"),
            Emergency = said.Emergency,
            Why = check.Reason(said.Reason, "reason"),
            Spurts = check.All(said.Spurts, LetterLimits.MostSpurts, "spurts", check.Turn),
            Sites = check.Ids(said.Sites, LetterLimits.MostLines, "sites"),
            Missed = check.All(said.Missed, LetterLimits.MostLines, "missed", check.Missed),
            Decisions = check.All(said.Decisions, LetterLimits.MostLines, "decisions", check.Decision),
        };
    }

    private static HeardStream? Heard(this LetterCheck check, Wire.StreamHeard? said) => check.There(said, "stream")
        ? new HeardStream
        {
            Ingress = check.Stream(said.Stream, "stream"),
            Repeater = new RepeaterId(said.Repeater),
            Slot = check.Slot(said.Slot, "slot"),
            Simplex = said.Simplex,
            ManyCalls = said.ManyCalls,
            TargetKind = said.TargetIsRadio ? AddressKind.Unit : AddressKind.Group,
            Source = check.Radio(said.Source, "source"),
            Target = check.Address(said.Target, "target"),
            Data = said.Data,
            Options = check.Options(said.Options, "options"),
            HeardAt = check.Time(said.HeardAt, "heard_at"),
            TakesOver = said.TakesOver,
            Callsign = check.CallsignOrNone(said.Callsign, "callsign"),
        }
        : null;

    private static CallType Type(this LetterCheck check, Wire.CallType said) => said switch
    {
        Wire.CallType.Group => CallType.Group,
        Wire.CallType.Private => CallType.Private,
        Wire.CallType.Broadcast => CallType.Broadcast,
        Wire.CallType.All => CallType.All,
        Wire.CallType.Data => CallType.Data,
        _ => check.Wrong<CallType>("type is none that is known"),
    };

    private static SpurtReport Turn(this LetterCheck check, Wire.SpurtNote said) => new()
    {
        Id = check.Spurt(said.Id, "id"),
        Source = check.Radio(said.Source, "source"),
        Callsign = check.CallsignOrNone(said.Callsign, "callsign"),
        From = check.Place(said.From, "from"),
        Emergency = said.Emergency,
        Started = check.Time(said.Started, "started"),
        Granted = check.TimeOrNone(said.Granted, "granted"),
        Ended = check.TimeOrNone(said.Ended, "ended"),
        Why = check.Reason(said.Reason, "reason"),
        HeardLocallyOnly = said.HeardLocallyOnly,
        Figures = check.Figures(said.Counts, "counts"),
    };

    private static MissedSite Missed(this LetterCheck check, Wire.MissNote said) => new(
        check.Id(said.Site, "site"), check.Reason(said.Reason, "reason"), said.HasCompeting ? check.Text(said.Competing, "competing") : null);

    private static Decision Decision(this LetterCheck check, Wire.DecisionNote said) => new(
        check.Time(said.At, "at"),
        check.Text(said.Rule, "rule"),
        check.Text(said.Subject, "subject"),
        check.Reason(said.Reason, "reason"),
        said.HasCompeting ? check.Text(said.Competing, "competing") : null,
        (int)check.Number(said.PlanLine, "plan_line"),
        (int)check.Number(said.Revision, "revision"));
}
