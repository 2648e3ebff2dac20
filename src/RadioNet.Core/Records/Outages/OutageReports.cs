namespace RadioNet.Core.Records.Outages;

/// <summary>Makes reports of outages.</summary>
public static class OutageReports
{
    /// <summary>What happened on both sides.</summary>
    public static OutageReport Of(OutageInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var calls = input.Calls.Where(call => call.Started < input.To && EndOf(call, input) > input.From).OrderBy(call => call.Started).ToList();
        var sides = calls.ToLookup(call => IsLower(input, call.Node));
        return new OutageReport(
            input.From,
            input.To,
            SideOf(input, input.Upper, sides[false]),
            SideOf(input, input.Lower, sides[true]),
            [.. DividedOf(input, sides[false], sides[true]).OrderBy(divided => divided.From).ThenBy(divided => divided.Talkgroup)],
            [.. input.Alarms.Where(alarm => IsWithin(input, alarm.Raised)).OrderBy(alarm => alarm.Raised).Select(alarm => Of(alarm, input.At))],
            [.. input.Edits.Where(edit => IsWithin(input, edit.At)).OrderBy(edit => edit.At)],
            [.. calls.GroupBy(call => call.Id).Where(same => same.Skip(1).Any()).Select(same => same.Key)]);
    }

    /// <summary>A report as one line of JSON: times in ISO 8601, states as words.</summary>
    public static string ToJson(OutageReport report) => OutageJson.Write(report);

    private static bool IsLower(OutageInput input, string node) => node == input.Lower || input.LowerNodes.Contains(node);

    private static bool IsWithin(OutageInput input, DateTimeOffset time) => time >= input.From && time < input.To;

    private static DateTimeOffset EndOf(CallRecord call, OutageInput input) => call.Ended ?? input.To;

    private static OutageSide SideOf(OutageInput input, string node, IEnumerable<CallRecord> calls)
    {
        var ran = calls.Where(call => call.State != CallState.Denied).ToList();
        return new OutageSide(
            node,
            ran.Count,
            calls.Count() - ran.Count,
            ran.Count(call => call.Emergency),
            ran.SelectMany(call => call.Spurts).Where(spurt => spurt.DeniedReason is null).Sum(spurt => Seconds(input, spurt)),
            ran.Where(call => !call.TargetIsRadio).Select(call => call.Target).Distinct().Count());
    }

    /// <summary>How long a turn lasted within the outage.</summary>
    private static double Seconds(OutageInput input, SpurtRecord spurt)
    {
        var from = Later(spurt.Started, input.From);
        var to = Earlier(spurt.Ended ?? input.To, input.To);
        return to > from ? (to - from).TotalSeconds : 0;
    }

    private static IEnumerable<DividedTalkgroup> DividedOf(OutageInput input, IEnumerable<CallRecord> upper, IEnumerable<CallRecord> lower)
    {
        var below = GroupCalls(lower).ToLookup(call => call.Target);
        foreach (var above in GroupCalls(upper).GroupBy(call => call.Target))
        {
            var pairs = above.SelectMany(first => below[above.Key].Select(second => (First: first, Second: second)))
                .Select(pair => new Overlap(
                    Later(Later(pair.First.Started, pair.Second.Started), input.From),
                    Earlier(Earlier(EndOf(pair.First, input), EndOf(pair.Second, input)), input.To),
                    pair.First,
                    pair.Second))
                .Where(pair => pair.To > pair.From)
                .OrderBy(pair => pair.From)
                .ToList();
            foreach (var together in Chains(pairs))
            {
                yield return Of(above.Key, together);
            }
        }
    }

    private static IEnumerable<CallRecord> GroupCalls(IEnumerable<CallRecord> calls) =>
        calls.Where(call => !call.TargetIsRadio && call.State != CallState.Denied && call.Type != CallType.Data);

    /// <summary>Overlaps that share a call belong together: one long call on one side, and several on the other.</summary>
    private static List<List<Overlap>> Chains(List<Overlap> pairs)
    {
        var chains = new List<List<Overlap>>();
        foreach (var pair in pairs)
        {
            var sharing = chains.Where(chain => chain.Any(other => other.Upper == pair.Upper || other.Lower == pair.Lower)).ToList();
            chains.RemoveAll(sharing.Contains);
            chains.Add([.. sharing.SelectMany(chain => chain), pair]);
        }

        return chains;
    }

    private static DividedTalkgroup Of(uint talkgroup, List<Overlap> together) => new(
        talkgroup,
        together.Select(pair => pair.Upper.TargetName).Concat(together.Select(pair => pair.Lower.TargetName)).FirstOrDefault(name => name.Length > 0) ?? "",
        together.Min(pair => pair.From),
        together.Max(pair => pair.To),
        [.. together.Select(pair => pair.Upper).Distinct().OrderBy(call => call.Started).Select(Of)],
        [.. together.Select(pair => pair.Lower).Distinct().OrderBy(call => call.Started).Select(Of)]);

    private static DividedCall Of(CallRecord call) => new(
        call.Id,
        [.. call.Spurts.Where(spurt => spurt.DeniedReason is null).Select(spurt => spurt.SourceName.Length > 0 ? spurt.SourceName : $"{spurt.Source}").Distinct()],
        [.. call.Sites],
        call.Emergency);

    private static OutageAlarm Of(AlarmRecord alarm, string at) => new(
        alarm.Node.Length > 0 ? alarm.Node : at, alarm.Kind, alarm.Subject, alarm.Text, alarm.Raised, alarm.State);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>When a call of each side ran at once.</summary>
    private sealed record Overlap(DateTimeOffset From, DateTimeOffset To, CallRecord Upper, CallRecord Lower);
}
