using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Storage;
using RadioNet.Protocols;

namespace RadioNet.Core.Records;

/// <summary>
/// The record of a lower node, as it lies there: nothing is left out or put right but names, which are cut at 200 characters, and words that
/// only a newer node knows pass. Its node and number are those of the store that it came from, whatever it says.
/// </summary>
internal static class NodeCalls
{
    private const int LongestId = 200;
    private const int LongestName = 200;

    /// <summary>Turns and decisions of a record, each: more than an arbiter lets a call have.</summary>
    private const int MostParts = 1000;

    /// <summary>Bytes of a record: what a store refuses would hold up the records that are written with it.</summary>
    private const int Largest = 4 * 1024 * 1024;

    /// <summary>Reads a record; false, with what is wrong with it, when it is none.</summary>
    public static bool TryRead(Call? call, StoreId store, long number, out CallRecord record, out string problem)
    {
        problem = call is null ? "call: it is missing." : ProblemOf(call);
        record = problem.Length == 0 ? Read(call!) with { Node = store.Node, Made = new StoreOrigin(store.Store, number) } : null!;
        return problem.Length == 0;
    }

    /// <summary>A record as a node tells it; its node, number and store are left out.</summary>
    internal static CallRecord Read(Call call) => new()
    {
        Id = call.Id,
        State = call.State == Api.CallState.Denied ? CallState.Denied : CallState.Ended,
        Type = LocalRecords.TypeOf(call.Type),
        Target = call.Target,
        TargetIsRadio = call.TargetIsRadio,
        TargetName = Short(call.TargetName),
        Source = call.Source,
        SourceName = Short(call.SourceName),
        Spurts = [.. call.Spurts.Select(Read)],
        Sites = [.. call.Sites],
        Missed = [.. call.Missed.Select(missed => new MissedSite(missed.Site, missed.Reason))],
        Reason = Some(call.Reason),
        Emergency = call.Emergency,
        Started = call.Started.ToDateTimeOffset(),
        Ended = call.Ended.ToDateTimeOffset(),
        Decisions = [.. call.Decisions.Select(decision => new DecisionRecord(
            decision.At.ToDateTimeOffset(), decision.Rule, decision.Text, Some(decision.CompetingCall), decision.PlanLine, decision.PlanRevision))],
        PlanRevision = call.PlanRevision,
    };

    private static SpurtRecord Read(Spurt spurt) => new()
    {
        Id = spurt.Id,
        Source = spurt.Source,
        SourceName = Short(spurt.SourceName),
        Site = spurt.Site,
        Repeater = spurt.Repeater,
        HeardBy = spurt.HeardBy,
        Slot = (byte)spurt.Slot,
        Started = spurt.Started.ToDateTimeOffset(),
        Ended = spurt.Ended?.ToDateTimeOffset(),
        EndReason = Some(spurt.EndReason),
        DeniedReason = Some(spurt.DeniedReason),
        Bursts = spurt.Bursts,
        Missing = spurt.Missing,
        Ber = spurt.HasBer ? spurt.Ber : null,
        Rssi = spurt.HasRssi ? spurt.Rssi : null,
        Emergency = spurt.Emergency,
        HeardLocallyOnly = spurt.HeardLocallyOnly,
    };

    private static string ProblemOf(Call call) =>
        call.Id.Length is 0 or > LongestId ? "call.id: it must have 1 to 200 characters."
        : call.State is not (Api.CallState.Ended or Api.CallState.Denied) ? "call.state: it must be over, or denied."
        : call.Type == Api.CallType.Unspecified || !System.Enum.IsDefined(call.Type) ? "call.type: there is no such kind of call."
        : call.Source > RadioId.Largest || call.Target > TalkgroupId.Largest ? "call.source, call.target: they have 24 bits."
        : !LocalRecords.IsTime(call.Started) || !LocalRecords.IsTime(call.Ended) ? "call.started, call.ended: they must be times."
        : call.Spurts.Count > MostParts || call.Decisions.Count > MostParts ? $"call.spurts, call.decisions: there may be {MostParts}."
        : call.Spurts.Any(spurt => !IsSpurt(spurt)) ? "call.spurts: a turn needs its radio, timeslot and times."
        : call.Decisions.Any(decision => !LocalRecords.IsTime(decision.At)) ? "call.decisions: each needs its time."
        : call.CalculateSize() > Largest ? "call: it is larger than 4 MiB."
        : "";

    private static bool IsSpurt(Spurt spurt) =>
        spurt.Source <= RadioId.Largest && spurt.Slot <= 2 && LocalRecords.IsTime(spurt.Started) && (spurt.Ended is null || LocalRecords.IsTime(spurt.Ended))
        && (!spurt.HasBer || double.IsFinite(spurt.Ber));

    private static string Short(string name) => name.Length > LongestName ? name[..LongestName] : name;

    private static string? Some(string word) => word.Length > 0 ? word : null;
}
