namespace RadioNet.Core.Records.Outages;

/// <summary>Makes reports of outages.</summary>
public static class OutageReports
{
    /// <summary>The word that <see cref="CallRecord.Reason"/> and <see cref="SpurtRecord.EndReason"/> have then.</summary>
    internal const string JoinedReason = "joined";

    /// <summary>By how much the two ends of a link may notice its return apart.</summary>
    private static readonly TimeSpan HealTolerance = TimeSpan.FromSeconds(2);

    /// <summary>By how much a node may be cut off before it says so: it takes edits at once.</summary>
    private static readonly TimeSpan NoticeTolerance = TimeSpan.FromSeconds(10);

    /// <summary>What happened on both sides.</summary>
    public static OutageReport Of(OutageInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var calls = input.Calls.Where(call => IsOf(input, call)).OrderBy(call => call.Started).ToList();
        GivenTurns given = new(calls);
        var sides = calls.ToLookup(call => IsLower(input, call.Node));
        return new OutageReport(
            input.From,
            input.To,
            SideOf(input, input.Upper, sides[false], given),
            SideOf(input, input.Lower, sides[true], given),
            [.. DividedOf(input, sides[false], sides[true], given).OrderBy(divided => divided.From).ThenBy(divided => divided.Talkgroup)],
            [.. input.Alarms.Where(alarm => IsWithin(input, alarm.Node.Length > 0 ? alarm.Node : input.At, alarm.Raised)).OrderBy(alarm => alarm.Raised).Select(alarm => Of(alarm, input.At))],
            [.. input.Edits.Where(edit => IsWithin(input, edit.Node, edit.At, edit.IsLocal ? NoticeTolerance : default)).OrderBy(edit => edit.At)],
            [.. calls.GroupBy(call => call.Id).Where(same => same.Skip(1).Any()).Select(same => same.Key)])
        {
            IsOver = input.IsOver,
            LowerClock = input.LowerClock,
            Joined = input.IsOver ? [.. calls.Where(call => IsJoined(input, call)).OrderBy(call => call.Ended).Select(call => Joined(call, given))] : [],
            CameUp = CameUpOf(input, sides[true]),
            HasMore = input.HasMore,
        };
    }

    /// <summary>A report as one line of JSON: times in ISO 8601, states as words.</summary>
    public static string ToJson(OutageReport report) => OutageJson.Write(report);

    private static bool IsLower(OutageInput input, string node) => node == input.Lower || input.LowerNodes.Contains(node);

    /// <summary>The outage by the clock of a node's side.</summary>
    private static (DateTimeOffset From, DateTimeOffset To) SpanAt(OutageInput input, string node) =>
        IsLower(input, node) && input.LowerClock is { } lower ? (lower.From, lower.To ?? input.To) : (input.From, input.To);

    private static bool IsOf(OutageInput input, CallRecord call)
    {
        var (from, to) = SpanAt(input, call.Node);
        return call.Started < to && (call.Ended ?? to) > from;
    }

    private static bool IsWithin(OutageInput input, string node, DateTimeOffset time, TimeSpan earlier = default)
    {
        var (from, to) = SpanAt(input, node);
        return time >= from - earlier && time < to;
    }

    private static DateTimeOffset EndOf(CallRecord call, OutageInput input) => call.Ended ?? SpanAt(input, call.Node).To;

    /// <summary>Whether a call was joined with another when the link came back; not one that was joined after an outage before.</summary>
    private static bool IsJoined(OutageInput input, CallRecord call) =>
        call.Ended > SpanAt(input, call.Node).To - HealTolerance && (call.Reason == JoinedReason || call.Spurts.Any(spurt => spurt.EndReason == JoinedReason));

    private static JoinedCall Joined(CallRecord call, GivenTurns given) => new(
        call.Id, call.Node, call.Target, call.TargetName, call.Ended!.Value, call.Reason == JoinedReason,
        [.. call.Spurts.Where(spurt => spurt.EndReason == JoinedReason && !given.IsGiven(call, spurt)).Select(TalkerOf).Distinct()]);

    private static CameUp CameUpOf(OutageInput input, IEnumerable<CallRecord> lower)
    {
        var late = lower.Where(call => input.IsOver && call.Made is not null && call.Recorded >= input.To - HealTolerance).ToList();
        return new CameUp(late.Count, late.Max(call => call.Recorded));
    }

    private static string TalkerOf(SpurtRecord spurt) => spurt.SourceName.Length > 0 ? spurt.SourceName : $"{spurt.Source}";

    private static OutageSide SideOf(OutageInput input, string node, IEnumerable<CallRecord> calls, GivenTurns given)
    {
        var ran = calls.Where(call => call.State != CallState.Denied).ToList();
        return new OutageSide(
            node,
            ran.Count,
            calls.Count() - ran.Count,
            ran.Count(call => call.Emergency),
            ran.SelectMany(call => TurnsOf(call, given)).Sum(spurt => Seconds(SpanAt(input, node), spurt)),
            ran.Where(call => !call.TargetIsRadio).Select(call => call.Target).Distinct().Count());
    }

    /// <summary>The turns that had the floor in a call, without those that began in another one.</summary>
    private static IEnumerable<SpurtRecord> TurnsOf(CallRecord call, GivenTurns given) =>
        call.Spurts.Where(spurt => spurt.DeniedReason is null && !given.IsTaken(call, spurt));

    /// <summary>How long a turn lasted within the outage.</summary>
    private static double Seconds((DateTimeOffset From, DateTimeOffset To) outage, SpurtRecord spurt)
    {
        var from = Later(spurt.Started, outage.From);
        var to = Earlier(spurt.Ended ?? outage.To, outage.To);
        return to > from ? (to - from).TotalSeconds : 0;
    }

    private static IEnumerable<DividedTalkgroup> DividedOf(OutageInput input, IEnumerable<CallRecord> upper, IEnumerable<CallRecord> lower, GivenTurns given)
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
                yield return Of(above.Key, together, given);
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

    private static DividedTalkgroup Of(uint talkgroup, List<Overlap> together, GivenTurns given) => new(
        talkgroup,
        together.Select(pair => pair.Upper.TargetName).Concat(together.Select(pair => pair.Lower.TargetName)).FirstOrDefault(name => name.Length > 0) ?? "",
        together.Min(pair => pair.From),
        together.Max(pair => pair.To),
        [.. together.Select(pair => pair.Upper).Distinct().OrderBy(call => call.Started).Select(call => Of(call, given))],
        [.. together.Select(pair => pair.Lower).Distinct().OrderBy(call => call.Started).Select(call => Of(call, given))]);

    private static DividedCall Of(CallRecord call, GivenTurns given) => new(
        call.Id,
        [.. TurnsOf(call, given).Select(TalkerOf).Distinct()],
        [.. call.Sites],
        call.Emergency);

    private static OutageAlarm Of(AlarmRecord alarm, string at) => new(
        alarm.Node.Length > 0 ? alarm.Node : at, alarm.Kind, alarm.Subject, alarm.Text, alarm.Raised, alarm.State);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>When a call of each side ran at once.</summary>
    private sealed record Overlap(DateTimeOffset From, DateTimeOffset To, CallRecord Upper, CallRecord Lower);
}
