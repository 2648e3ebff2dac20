namespace RadioNet.Core.Records.Outages;

/// <summary>A time when the link between two nodes was gone, as far as their alarms tell of it.</summary>
/// <param name="Upper">The node above.</param>
/// <param name="Lower">The node below.</param>
public sealed record OutageSpan(string Upper, string Lower)
{
    /// <summary>By how much the clocks of two nodes may differ.</summary>
    private static readonly TimeSpan _clocks = TimeSpan.FromSeconds(10);

    /// <summary>By the upper node's clock; null when it has not noticed, because it was down itself.</summary>
    public OutageTimes? ByUpper { get; init; }

    /// <summary>By the lower node's clock; null when it has not noticed, or has not said so yet.</summary>
    public OutageTimes? ByLower { get; init; }

    /// <summary>When a person cleared the alarm, which says no more when the link stood again; null when none did.</summary>
    public DateTimeOffset? Dismissed { get; init; }

    /// <summary>When it began: the upper node's word goes first.</summary>
    public DateTimeOffset From => (ByUpper ?? ByLower)!.From;

    /// <summary>When it was over, as far as known; null while it is not.</summary>
    public DateTimeOffset? To => ByUpper?.To ?? ByLower?.To ?? Dismissed;

    /// <summary>
    /// The outages that alarms tell of, newest first: what <see cref="AlarmKind.NodeLost"/> says at the upper node and
    /// <see cref="AlarmKind.UplinkLost"/> at the lower one is one when their times meet.
    /// </summary>
    /// <param name="alarms">Alarms of these kinds; others do not matter.</param>
    /// <param name="at">The node where they lie: its own alarms name none.</param>
    public static IReadOnlyList<OutageSpan> Of(IEnumerable<AlarmRecord> alarms, string at)
    {
        var all = alarms.Select(alarm => (Node: alarm.Node.Length > 0 ? alarm.Node : at, Alarm: alarm)).ToList();
        var below = all.Where(one => one.Alarm.Kind == AlarmKind.UplinkLost).Select(one => new OutageSpan(one.Alarm.Subject, one.Node)
        {
            ByLower = TimesOf(one.Alarm),
            Dismissed = one.Alarm.Cleared,
        }).ToList();
        var found = new List<OutageSpan>();
        foreach (var (node, alarm) in all.Where(one => one.Alarm.Kind == AlarmKind.NodeLost).OrderByDescending(one => one.Alarm.Raised))
        {
            var times = TimesOf(alarm);
            var other = below.Where(one => one.Upper == node && one.Lower == alarm.Subject && Meet(one.ByLower!, times)).MinBy(one => (one.From - times.From).Duration());
            below.Remove(other!);
            found.Add(new OutageSpan(node, alarm.Subject) { ByUpper = times, ByLower = other?.ByLower, Dismissed = alarm.Cleared });
        }

        return [.. found.Concat(below).OrderByDescending(span => span.From)];
    }

    private static OutageTimes TimesOf(AlarmRecord alarm) => new(alarm.Raised, alarm.ClearedBy == AlarmRecord.Itself ? alarm.Cleared : null);

    private static bool Meet(OutageTimes one, OutageTimes other) => IsBefore(one.From, other.To) && IsBefore(other.From, one.To);

    private static bool IsBefore(DateTimeOffset begin, DateTimeOffset? end) => end is null || begin - _clocks < end;
}
