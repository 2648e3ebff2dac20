using System.Collections.Immutable;
using System.Globalization;
using RadioNet.Command.Terminal;
using RadioNet.Plan.Model;

namespace RadioNet.Command.Demo.Drill;

/// <summary>What must hold in a drill, and whether it did.</summary>
internal static class DrillVerdict
{
    /// <summary>In this time a dead link is noticed at both ends.</summary>
    public static readonly TimeSpan MostNotice = TimeSpan.FromSeconds(2);

    /// <summary>In this time after the cut somebody is granted the floor by who stands in for the home.</summary>
    public static readonly TimeSpan MostFirstGrant = TimeSpan.FromSeconds(2.5);

    /// <summary>No talkgroup is unusable for longer, on either side.</summary>
    public static readonly TimeSpan MostUnusable = TimeSpan.FromSeconds(3);

    /// <summary>In this time after the line's return everybody hears everybody: a link is tried again each few seconds.</summary>
    public static readonly TimeSpan MostJoin = TimeSpan.FromSeconds(15);

    /// <summary>The demands, each with whether it was met.</summary>
    public static IReadOnlyList<(bool Holds, LocalizedText Line)> Of(DrillFigures figures)
    {
        var noticed = Later(figures.Times.NoticedBelow, figures.Times.NoticedAbove);
        var granted = Later(figures.FirstGrantBelow, figures.FirstGrantAbove);
        return
        [
            (figures.LostBefore == 0, new(
                $"Trước khi cắt, mọi trạm nghe trọn mọi lượt nói ({figures.LostBefore} lượt không trọn).",
                $"Before the cut every site heard every turn whole ({figures.LostBefore} were not).")),
            (figures.Crossed == 0, new(
                $"Khi đường đứt, không gì lọt qua ({figures.Crossed} lượt lọt qua).",
                $"While the line was dead nothing crossed it ({figures.Crossed} turns did).")),
            (noticed <= MostNotice, new(
                $"Hai đầu biết liên kết đã chết sau {Say(figures.Times.NoticedBelow)} và {Say(figures.Times.NoticedAbove)} (cho phép {Say(MostNotice)}).",
                $"Both ends noticed the dead link after {Say(figures.Times.NoticedBelow)} and {Say(figures.Times.NoticedAbove)} ({Say(MostNotice)} allowed).")),
            (granted <= MostFirstGrant, new(
                $"Cấp quyền nói tại chỗ lần đầu sau {Say(figures.FirstGrantBelow)} ở xã, {Say(figures.FirstGrantAbove)} ở phía trên (cho phép {Say(MostFirstGrant)}).",
                $"First grant without the home after {Say(figures.FirstGrantBelow)} in the commune, {Say(figures.FirstGrantAbove)} above it ({Say(MostFirstGrant)} allowed).")),
            (figures.LongestUnusable <= MostUnusable, new(
                $"Không nhóm nào ở phía nào không dùng được quá {Say(MostUnusable)} (lâu nhất {Say(figures.LongestUnusable)}).",
                $"No talkgroup was unusable for more than {Say(MostUnusable)} on either side (the longest {Say(figures.LongestUnusable)}).")),
            (figures.LostWhileParted.IsEmpty, new(
                $"Sau đó mỗi phía nghe trọn mọi lượt nói của mình ({figures.LostWhileParted.Length} lượt không trọn{Listed(figures.LostWhileParted)}).",
                $"After that each side heard its own turns whole ({figures.LostWhileParted.Length} were not{Listed(figures.LostWhileParted)}).")),
            (figures.Joined <= MostJoin, new(
                $"Mọi người lại nghe nhau {Say(figures.Joined)} sau khi có đường (cho phép {Say(MostJoin)}).",
                $"Everybody heard everybody again {Say(figures.Joined)} after the line was back ({Say(MostJoin)} allowed).")),
            (figures is { Calls: > 0, NotOnce: 0, TurnsNotOnce.IsEmpty: true }, new(
                $"Sổ của tỉnh có cả {figures.Calls} cuộc gọi của hai phía, mỗi cuộc một lần ({figures.NotOnce} cuộc và {figures.TurnsNotOnce.Length} lượt nói thì không{Listed(figures.TurnsNotOnce)}).",
                $"The province has all {figures.Calls} calls of both sides, each once ({figures.NotOnce} calls and {figures.TurnsNotOnce.Length} turns are not{Listed(figures.TurnsNotOnce)}).")),
            (figures is { Alarms: > 0, AlarmsNotOnce: 0 }, new(
                $"Tỉnh có cả {figures.Alarms} báo động khẩn cấp, mỗi cái một lần ({figures.AlarmsNotOnce} cái thì không).",
                $"The province has all {figures.Alarms} emergencies, each once ({figures.AlarmsNotOnce} are not).")),
            (!figures.Edits.IsEmpty && figures.Edits.All(edit => edit.IsTaken == true), new(
                $"Nút gốc đã nhận thay đổi quy hoạch mà xã làm trong lúc đó ({figures.Edits.Count(edit => edit.IsTaken == true)} trên {figures.Edits.Length}).",
                $"The root took the change of the plan that the commune made meanwhile ({figures.Edits.Count(edit => edit.IsTaken == true)} of {figures.Edits.Length}).")),
        ];
    }

    /// <summary>A time in seconds, or that it never came.</summary>
    public static string Say(TimeSpan? time) => time is { } some ? $"{some.TotalSeconds.ToString("0.0#", CultureInfo.InvariantCulture)} s" : "∞";

    private static string Listed(ImmutableArray<string> turns) => turns.IsEmpty ? "" : $": {string.Join("; ", turns)}";

    private static TimeSpan Later(TimeSpan? one, TimeSpan? other) =>
        one is { } first && other is { } second ? first > second ? first : second : TimeSpan.MaxValue;
}
