using Google.Protobuf.WellKnownTypes;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.CallControl.Tiers;
using RadioNet.Protocols;
using Wire = RadioNet.Api;

namespace RadioNet.Core.Ports.Tiers.Letters;

/// <summary>Writes what letters hold.</summary>
internal static class ValueWriter
{
    public static string ToWire(this Reason reason) => Reasons.Word(reason);

    public static Timestamp ToWire(this DateTimeOffset time) => time.ToTimestamp();

    public static Wire.StreamRef ToWire(this IngressId stream) => new() { Node = stream.Node, Number = stream.Value };

    public static Wire.SlotRef ToWire(this RepeaterSlot at) => new() { Repeater = at.Repeater.Value, Slot = (uint)at.Slot };

    public static Wire.TalkId ToWire(this CallId id) => new() { Node = id.Node, Boot = id.Boot, Number = id.Number };

    public static Wire.TalkId ToWire(this SpurtId id) => new() { Node = id.Node, Boot = id.Boot, Number = id.Number };

    public static Wire.PlaceHeard ToWire(this Location where) => new() { Site = where.Site, At = where.At.ToWire() };

    public static Wire.LeaseOfSlot ToWire(this SlotLease lease) => new() { Repeater = lease.Repeater.Value, Slot = (uint)lease.Slot, Lease = lease.Lease };

    public static Wire.FloorHolder ToWire(this FloorHolder holder) => new() { Radio = holder.Radio.Value, AtMostMicroseconds = (long)holder.AtMost.TotalMicroseconds };

    public static Wire.WaitForSlot ToWire(this SlotWait wait)
    {
        var said = new Wire.WaitForSlot { Repeater = wait.Repeater.Value, Slot = (uint)wait.Slot, Reason = wait.Why.ToWire() };
        if (wait.Competing is { } competing)
        {
            said.Competing = competing;
        }

        return said;
    }

    public static Wire.StreamCounts ToWire(this StreamFigures figures) => new()
    {
        Bursts = figures.Bursts,
        Missing = figures.Missing,
        Dropped = figures.Dropped,
        BitErrors = figures.BitErrors,
        VoiceBursts = figures.VoiceBursts,
        Rssi = figures.Rssi,
    };

    public static Wire.VoiceBranch ToWire(this Branch branch) => new()
    {
        From = branch.From ?? "",
        To = { branch.To },
        Leases = { branch.Leases.Select(ToWire) },
    };

    public static Wire.FloorRequest ToWire(this FloorRequest request) => new()
    {
        Stream = request.Stream.ToWire(),
        Site = request.Site,
        Type = request.Type.ToWire(),
        Priority = (uint)request.Priority,
        PreEmpt = request.PreEmpt,
        Alarm = request.Alarm,
        Emergency = request.Emergency,
        CanWait = request.CanWait,
        Callee = request.Callee?.ToWire(),
        Spurt = request.Spurt?.ToWire(),
        Denied = request.Denied?.ToWire(),
    };

    public static Wire.CallNote ToWire(this CallReport report) => new()
    {
        Id = report.Id.ToWire(),
        Key = report.Key,
        State = report.State switch
        {
            CallState.Running => Wire.CallState.Running,
            CallState.Ended => Wire.CallState.Ended,
            _ => Wire.CallState.Denied,
        },
        Type = report.Type.ToWire(),
        TargetIsRadio = report.TargetKind == AddressKind.Unit,
        Target = report.Target,
        Source = report.Source.Value,
        Started = report.Started.ToWire(),
        Ended = report.Ended?.ToWire(),
        Emergency = report.Emergency,
        Reason = report.Why.ToWire(),
        Spurts = { report.Spurts.Select(ToWire) },
        Sites = { report.Sites },
        Missed = { report.Missed.Select(ToWire) },
        Decisions = { report.Decisions.Select(ToWire) },
    };

    public static Wire.LetterRepeater ToWire(this RepeaterShape shape, RepeaterId repeater) => new()
    {
        Repeater = repeater.Value,
        SlotOne = shape.SlotOne,
        SlotTwo = shape.SlotTwo,
        CallsAtOnce = (uint)shape.CallsAtOnce,
        Simplex = shape.Simplex,
        Wants = shape.Subscribed is { } wanted
            ? new() { Talkgroups = { wanted.Order().Select(one => new Wire.WantedTalkgroup { Slot = (uint)one.Slot, Talkgroup = one.Talkgroup }) } }
            : null,
    };

    public static Wire.LetterClaim ToWire(this ToSite.Claim claim) => new()
    {
        CallKey = claim.CallKey,
        Name = claim.Name,
        Group = claim.Group?.Value ?? 0,
        Slot = (uint)claim.Slot,
        Only = claim.Only?.ToWire(),
        Data = claim.Rank.Data,
        Emergency = claim.Rank.Emergency,
        CallPriority = (uint)claim.Rank.Call,
        TalkerPriority = (uint)claim.Rank.Talker,
        Since = new DateTimeOffset(claim.Rank.Since, TimeSpan.Zero).ToWire(),
    };

    private static Wire.CallType ToWire(this CallType type) => type switch
    {
        CallType.Group => Wire.CallType.Group,
        CallType.Private => Wire.CallType.Private,
        CallType.Broadcast => Wire.CallType.Broadcast,
        CallType.All => Wire.CallType.All,
        _ => Wire.CallType.Data,
    };

    private static Wire.StreamHeard ToWire(this HeardStream stream) => new()
    {
        Stream = stream.Ingress.ToWire(),
        Repeater = stream.Repeater.Value,
        Slot = (uint)stream.Slot,
        Simplex = stream.Simplex,
        ManyCalls = stream.ManyCalls,
        TargetIsRadio = stream.TargetKind == AddressKind.Unit,
        Source = stream.Source.Value,
        Target = stream.Target,
        Data = stream.Data,
        Options = stream.Options.Octet,
        HeardAt = stream.HeardAt.ToWire(),
        TakesOver = stream.TakesOver,
        Callsign = stream.Callsign?.ToString() ?? "",
    };

    private static Wire.SpurtNote ToWire(this SpurtReport spurt) => new()
    {
        Id = spurt.Id.ToWire(),
        Source = spurt.Source.Value,
        Callsign = spurt.Callsign?.ToString() ?? "",
        From = spurt.From.ToWire(),
        Emergency = spurt.Emergency,
        Started = spurt.Started.ToWire(),
        Granted = spurt.Granted?.ToWire(),
        Ended = spurt.Ended?.ToWire(),
        Reason = spurt.Why.ToWire(),
        HeardLocallyOnly = spurt.HeardLocallyOnly,
        Counts = spurt.Figures.ToWire(),
    };

    private static Wire.MissNote ToWire(this MissedSite missed)
    {
        var said = new Wire.MissNote { Site = missed.Site, Reason = missed.Why.ToWire() };
        if (missed.Competing is { } competing)
        {
            said.Competing = competing;
        }

        return said;
    }

    private static Wire.DecisionNote ToWire(this Decision decision)
    {
        var said = new Wire.DecisionNote
        {
            At = decision.At.ToWire(),
            Rule = decision.Rule,
            Subject = decision.Subject,
            Reason = decision.Reason.ToWire(),
            PlanLine = decision.PlanLine,
            Revision = decision.Revision,
        };
        if (decision.Competing is { } competing)
        {
            said.Competing = competing;
        }

        return said;
    }
}
