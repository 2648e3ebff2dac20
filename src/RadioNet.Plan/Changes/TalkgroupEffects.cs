using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;

namespace RadioNet.Plan.Changes;

/// <summary>What the values of talkgroups mean for who uses them; talkgroups with the same change share a sentence.</summary>
internal static class TalkgroupEffects
{
    public static IEnumerable<LocalizedText> Of(NetworkPlan before, NetworkPlan after)
    {
        var old = before.Talkgroups.ToDictionary(t => t.Id);
        var pairs = after.Talkgroups.Where(t => old.ContainsKey(t.Id)).Select(t => (Before: old[t.Id], After: t))
            .Where(p => !PlanContent.Same(p.Before, p.After)).ToList();
        return
        [
            .. Changed(pairs, t => t.Slot, (_, b) => Now(
                $"chuyển sang khe {(int)b}: ở trạm lặp, cuộc gọi vào khe kia bị từ chối", $"on timeslot {(int)b}: at repeaters, calls that come in on the other one are denied")),
            .. Changed(pairs, t => t.Vocoder, (_, b) => Now(
                $"dùng bộ mã thoại {Words.Of(Words.Vocoders, b)}: máy dùng bộ mã khác không còn hiểu nhau", $"on vocoder {Words.Of(Words.Vocoders, b)}: radios with another one are not understood")),
            .. Changed(pairs, t => t.TimeLimit, (a, b) => Now(
                $"giới hạn mỗi lượt nói {Measures.Text(b)} (trước: {Measures.Text(a)})", $"limited to {Measures.Text(b)} a spurt (before: {Measures.Text(a)})")),
            .. Changed(pairs, t => t.Priority, (a, b) => Now($"có mức ưu tiên {b} (trước: {a})", $"at priority {b} (before: {a})")),
            .. Changed(pairs, t => t.Broadcast, (_, b) => b
                ? Now("là một chiều: không ai trả lời được", "one-way: nobody can answer")
                : Now("là hai chiều: trả lời được", "two-way: answers are heard")),
            .. Changed(pairs, t => t.Emergency, (_, b) => b
                ? new("nay cho cuộc gọi khẩn cấp quyền ưu tiên khẩn cấp", "now gives an emergency its priority", "now give an emergency its priority")
                : new("không còn cho cuộc gọi khẩn cấp quyền ưu tiên; báo động vẫn được phát", "gives an emergency no priority any more; the alarm is still raised", "give an emergency no priority any more; the alarm is still raised")),
            .. Changed(pairs, t => t.Record, (_, b) => b ? Now("được ghi âm", "recorded") : new("không còn được ghi âm", "is no longer recorded", "are no longer recorded")),
        ];
    }

    private static Predicate Now(string vi, string en) => new($"nay {vi}", $"is now {en}", $"are now {en}");

    private static IEnumerable<LocalizedText> Changed<T>(List<(Talkgroup Before, Talkgroup After)> pairs, Func<Talkgroup, T> value, Func<T, T, Predicate> says)
        where T : struct =>
        pairs.Where(p => !EqualityComparer<T>.Default.Equals(value(p.Before), value(p.After)))
            .GroupBy(p => (value(p.Before), value(p.After)))
            .Select(group =>
            {
                var (vi, one, many) = says(group.Key.Item1, group.Key.Item2);
                return Subject.Talkgroups([.. group.Select(p => p.After)]).Says(vi, one, many);
            });

    /// <summary>What a sentence says of one talkgroup, and of several.</summary>
    private readonly record struct Predicate(string Vi, string One, string Many);
}
