using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Records;
using AlarmState = RadioNet.Api.AlarmState;

namespace RadioNet.Core.Services;

/// <summary>Alarms as messages, and back from a lower node's.</summary>
internal static class AlarmMessages
{
    public const int LongestText = 4000;
    private const int LongestKind = 64;
    private const int LongestSubject = 700;
    private const int MostSites = 10_000;

    public static Alarm Of(AlarmRecord alarm) => new()
    {
        Id = alarm.Id,
        Kind = alarm.Kind,
        Subject = alarm.Subject,
        Text = PlanMessages.Of(alarm.Text),
        State = Of(alarm.State),
        Raised = alarm.Raised.ToTimestamp(),
        LastRepeated = alarm.LastRepeated.ToTimestamp(),
        Count = alarm.Count,
        AcknowledgedBy = alarm.AcknowledgedBy ?? "",
        Acknowledged = alarm.Acknowledged?.ToTimestamp(),
        ClearedBy = alarm.ClearedBy ?? "",
        Cleared = alarm.Cleared?.ToTimestamp(),
        Sites = { alarm.Sites },
    };

    public static AlarmState Of(Records.AlarmState state) => state switch
    {
        Records.AlarmState.Raised => AlarmState.Raised,
        Records.AlarmState.Acknowledged => AlarmState.Acknowledged,
        _ => AlarmState.Cleared,
    };

    /// <summary>The state of a message; null for none that is known.</summary>
    public static Records.AlarmState? StateOf(AlarmState state) => state switch
    {
        AlarmState.Raised => Records.AlarmState.Raised,
        AlarmState.Acknowledged => Records.AlarmState.Acknowledged,
        AlarmState.Cleared => Records.AlarmState.Cleared,
        _ => null,
    };

    /// <summary>Reads a lower node's alarm, as it stands there; false, with what is wrong with it, when it is none.</summary>
    public static bool TryRead(Alarm? alarm, out AlarmRecord read, out string problem)
    {
        (read, problem) = (null!, ProblemOf(alarm));
        if (problem.Length > 0)
        {
            return false;
        }

        read = new AlarmRecord(0, alarm!.Kind, alarm.Subject, new Plan.Model.LocalizedText(alarm.Text.Vi, alarm.Text.En), alarm.Raised.ToDateTimeOffset())
        {
            State = StateOf(alarm.State)!.Value,
            Count = alarm.Count,
            LastRepeated = alarm.LastRepeated.ToDateTimeOffset(),
            AcknowledgedBy = Some(alarm.AcknowledgedBy),
            Acknowledged = alarm.Acknowledged?.ToDateTimeOffset(),
            ClearedBy = Some(alarm.ClearedBy),
            Cleared = alarm.Cleared?.ToDateTimeOffset(),
            Sites = alarm.Sites.Count == 0 ? [] : [.. alarm.Sites],
        };
        return true;
    }

    private static string ProblemOf(Alarm? alarm) =>
        alarm is null ? "alarm: it is missing."
        : alarm.Id <= 0 ? "alarm.id: it must be a number from 1."
        : alarm.Kind.Length is 0 or > LongestKind || alarm.Subject.Length > LongestSubject ? "alarm.kind, alarm.subject: they have 64 and 700 characters at most."
        : alarm.Text is null || alarm.Text.Vi.Length > LongestText || alarm.Text.En.Length > LongestText ? "alarm.text: it must be a sentence."
        : alarm.Sites.Count > MostSites || alarm.Sites.Any(site => site.Length is 0 or > LongestText) ? "alarm.sites: they must be sites' ids."
        : StateOf(alarm.State) is null ? "alarm.state: there is no such state."
        : !LocalRecords.IsTime(alarm.Raised) || !LocalRecords.IsTime(alarm.LastRepeated)
            || (alarm.Acknowledged is { } acknowledged && !LocalRecords.IsTime(acknowledged)) || (alarm.Cleared is { } cleared && !LocalRecords.IsTime(cleared))
            ? "alarm.raised, last_repeated, acknowledged, cleared: they must be times."
        : "";

    private static string? Some(string word) => word.Length > 0 ? word : null;
}
