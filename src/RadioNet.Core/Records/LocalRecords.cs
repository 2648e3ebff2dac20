using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.Protocols;

namespace RadioNet.Core.Records;

/// <summary>
/// What a base station decided by itself (<c>LocalRecord</c> in <c>site_link.proto</c>), as its node stores it. A station speaks for
/// itself alone: its site is that of its certificate, whatever it says, and its calls have its name in front.
/// </summary>
internal static class LocalRecords
{
    private const int MostTurns = 1000;
    private const int MostDecisions = 1000;
    private const int LongestName = 200;
    private const int LongestText = 500;

    /// <summary>The record of a call.</summary>
    /// <param name="call">As the station said it.</param>
    /// <param name="site">The station's site.</param>
    /// <param name="baseStation">Its id there.</param>
    /// <param name="node">The node that stores it.</param>
    /// <param name="now">The node's time: nothing ended after it, however a station's clock stood.</param>
    /// <param name="problem">What is wrong with it, when there is no record; else empty.</param>
    /// <returns>The record, still without a number; null when it is none.</returns>
    public static CallRecord? Read(Call call, string site, string baseStation, string node, DateTimeOffset now, out string problem)
    {
        ArgumentNullException.ThrowIfNull(call);
        problem = ProblemOf(call, $"{site}.{baseStation}.");
        if (problem.Length > 0)
        {
            return null;
        }

        var ended = TimeOf(call.Ended, now);
        return new CallRecord
        {
            Id = call.Id,
            Node = node,
            State = call.State == Api.CallState.Denied ? CallState.Denied : CallState.Ended,
            Type = TypeOf(call.Type),
            Target = call.Target,
            TargetIsRadio = call.TargetIsRadio,
            TargetName = Short(call.TargetName, LongestName),
            Source = call.Source,
            SourceName = Short(call.SourceName, LongestName),
            Spurts = [.. call.Spurts.Select(spurt => SpurtOf(spurt, site, ended))],
            Sites = call.Sites.Contains(site) ? [site] : [],
            Missed = [.. call.Missed.Where(missed => missed.Site == site).Select(missed => new MissedSite(site, missed.Reason)).Distinct()],
            Reason = call.Reason,
            Emergency = call.Emergency,
            Started = TimeOf(call.Started, ended),
            Ended = ended,
            Decisions = [.. call.Decisions.Select(decision => DecisionOf(decision, ended))],
            PlanRevision = call.PlanRevision,
        };
    }

    /// <summary>The emergency alarm that is to be raised.</summary>
    /// <param name="emergency">As the station said it.</param>
    /// <param name="site">The station's site.</param>
    /// <param name="now">The node's time.</param>
    /// <param name="problem">What is wrong with it, when there is no alarm; else empty.</param>
    /// <returns>The alarm; null when it is none.</returns>
    public static ToAlarms.Emergency? Read(LocalEmergency emergency, string site, DateTimeOffset now, out string problem)
    {
        ArgumentNullException.ThrowIfNull(emergency);
        problem = emergency.Radio is 0 or > RadioId.Largest ? "emergency.radio: no radio has that number."
            : emergency.Target > TalkgroupId.Largest ? "emergency.target: it has more than 24 bits."
            : !IsTime(emergency.At) ? "emergency.at: it is no time."
            : "";
        var call = Short(emergency.Call, LongestName);
        return problem.Length > 0 ? null
            : new ToAlarms.Emergency(new RadioId(emergency.Radio), emergency.Target, site, call.Length > 0 ? call : null, TimeOf(emergency.At, now));
    }

    private static string ProblemOf(Call call, string prefix) =>
        !call.Id.StartsWith(prefix, StringComparison.Ordinal) || call.Id.Length > LongestName ? $"call.id: it must begin with {prefix}"
        : call.State is not (Api.CallState.Ended or Api.CallState.Denied) ? "call.state: it must be over, or denied."
        : call.Type == Api.CallType.Unspecified || !System.Enum.IsDefined(call.Type) ? "call.type: there is no such kind of call."
        : call.Source > RadioId.Largest || call.Target > TalkgroupId.Largest ? "call.source, call.target: they have 24 bits."
        : !IsTime(call.Started) || !IsTime(call.Ended) ? "call.started, call.ended: they must be times."
        : !IsReason(call.Reason) || call.Missed.Any(missed => !IsReason(missed.Reason)) ? "call.reason: there is no such reason."
        : call.Spurts.Count is 0 or > MostTurns ? $"call.spurts: there must be 1 to {MostTurns}."
        : call.Spurts.Any(spurt => !IsSpurt(spurt)) ? "call.spurts: a turn needs id, radio, timeslot, times and reasons."
        : call.Decisions.Count > MostDecisions || call.Decisions.Any(decision => !IsTime(decision.At)) ? $"call.decisions: there may be {MostDecisions}, each with its time."
        : "";

    private static bool IsSpurt(Spurt spurt) =>
        spurt.Id.Length is > 0 and <= LongestName && spurt.Source <= RadioId.Largest && spurt.Slot is 1 or 2 && IsTime(spurt.Started)
        && (spurt.Ended is null || IsTime(spurt.Ended)) && IsReason(spurt.EndReason) && IsReason(spurt.DeniedReason)
        && (!spurt.HasBer || spurt.Ber is >= 0 and <= 1) && (!spurt.HasRssi || spurt.Rssi is >= -255 and <= 0);

    private static SpurtRecord SpurtOf(Spurt spurt, string site, DateTimeOffset latest) => new()
    {
        Id = spurt.Id,
        Source = spurt.Source,
        SourceName = Short(spurt.SourceName, LongestName),
        Site = site,
        HeardBy = Short(spurt.HeardBy, LongestName),
        Slot = (byte)spurt.Slot,
        Started = TimeOf(spurt.Started, latest),
        Ended = spurt.Ended is null ? null : TimeOf(spurt.Ended, latest),
        EndReason = spurt.EndReason.Length > 0 ? spurt.EndReason : null,
        DeniedReason = spurt.DeniedReason.Length > 0 ? spurt.DeniedReason : null,
        Bursts = spurt.Bursts,
        Missing = spurt.Missing,
        Ber = spurt.HasBer ? spurt.Ber : null,
        Rssi = spurt.HasRssi ? spurt.Rssi : null,
        Emergency = spurt.Emergency,
        HeardLocallyOnly = spurt.HeardLocallyOnly,
    };

    private static DecisionRecord DecisionOf(Api.Decision decision, DateTimeOffset latest) => new(
        TimeOf(decision.At, latest),
        Short(decision.Rule, LongestName),
        Short(decision.Text, LongestText),
        decision.CompetingCall.Length > 0 ? Short(decision.CompetingCall, LongestName) : null,
        decision.PlanLine,
        decision.PlanRevision);

    internal static CallType TypeOf(Api.CallType type) => type switch
    {
        Api.CallType.Group => CallType.Group,
        Api.CallType.Private => CallType.Private,
        Api.CallType.Broadcast => CallType.Broadcast,
        Api.CallType.All => CallType.All,
        _ => CallType.Data,
    };

    private static bool IsReason(string word) => word.Length == 0 || Reasons.Parse(word) != CallControl.Reason.None;

    /// <summary>Whether a timestamp has the range that its type's definition gives it.</summary>
    internal static bool IsTime(Timestamp? time) =>
        time is { Nanos: >= 0 and < 1_000_000_000 } && time.Seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds()
        && time.Seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    private static DateTimeOffset TimeOf(Timestamp time, DateTimeOffset latest)
    {
        var said = time.ToDateTimeOffset();
        return said < latest ? said : latest;
    }

    private static string Short(string said, int longest) => said.Length > longest ? said[..longest] : said;
}
