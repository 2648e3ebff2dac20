using RadioNet.Core.Records;

namespace RadioNet.Core.Tests.Records;

/// <summary>Call records for tests.</summary>
internal static class CallRecords
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    public static CallRecord Ended(long number, uint talkgroup = 1001, uint source = 4520001) => new()
    {
        Id = $"call-{number}",
        Number = number,
        State = CallState.Ended,
        Type = CallType.Group,
        Target = talkgroup,
        TargetName = "Chỉ huy tỉnh",
        Source = source,
        SourceName = "PCCC 01",
        Started = Start.AddSeconds(number),
        Ended = Start.AddSeconds(number + 5),
        Reason = "hang-time",
        Sites = ["tan-loi-hill"],
        Missed = [new MissedSite("ea-tu-tower", "busy")],
        Spurts =
        [
            new SpurtRecord
            {
                Id = $"spurt-{number}", Source = source, Site = "tan-loi-hill", Repeater = 452001, Slot = 1, Started = Start.AddSeconds(number),
                Ended = Start.AddSeconds(number + 2), EndReason = "released", Bursts = 34, Ber = 0.01, Rssi = -80,
            },
        ],
        Decisions = [new DecisionRecord(Start.AddSeconds(number), "floor.granted", "The floor was free.", null, 30, 2)],
        PlanRevision = 2,
    };

    public static CallRecord Running(string id, uint talkgroup = 1001) => Ended(1, talkgroup) with
    {
        Id = id,
        Number = 0,
        State = CallState.Running,
        Ended = null,
        Reason = null,
    };
}
