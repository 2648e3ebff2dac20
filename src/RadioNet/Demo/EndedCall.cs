using System.Globalization;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Demo;

/// <summary>A call that ended or was denied, in the words of the view.</summary>
internal static class EndedCall
{
    /// <summary>One line without colours.</summary>
    public static string Line(Call call, DemoPlan plan, Language language)
    {
        string[] words =
        [
            Time(call), Kind(call, language).PadRight(9), $"{plan.Name(call.Source, language)} → {plan.Name(call.Target, language)}",
            Duration(call), Reach(call, plan, language), call.Reason,
        ];
        return string.Join("  ", words.Where(word => word.Length > 0));
    }

    /// <summary>When it began, UTC.</summary>
    public static string Time(Call call) => call.Started.ToDateTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>What kind of call it is.</summary>
    public static string Kind(Call call, Language language) => call switch
    {
        { Emergency: true } => language.Say("KHẨN CẤP", "EMERGENCY"),
        { State: CallState.Denied } => language.Say("từ chối", "denied"),
        { Type: CallType.Private } => language.Say("riêng", "private"),
        { Type: CallType.Broadcast } => language.Say("phát tin", "broadcast"),
        _ => language.Say("nhóm", "group"),
    };

    /// <summary>From its beginning to its end, or to now; empty when it was denied.</summary>
    public static string Duration(Call call)
    {
        if (call.State == CallState.Denied) return "";
        var until = call.Ended?.ToDateTime() ?? DateTime.UtcNow;
        return $"{(until - call.Started.ToDateTime()).TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s";
    }

    /// <summary>How many sites it reached, and which it missed.</summary>
    public static string Reach(Call call, DemoPlan plan, Language language)
    {
        if (call.State == CallState.Denied)
        {
            return call.Spurts.Count == 0 ? "" : language.Say($"ở {plan.SiteName(call.Spurts[0].Site, language)}", $"at {plan.SiteName(call.Spurts[0].Site, language)}");
        }

        // Sites that are off in this demonstration are no news.
        var missed = call.Missed.Where(site => plan.Air.Site(site.Site) is not null).ToList();
        var reached = language.Say($"{call.Spurts.Count} lượt, {call.Sites.Count} trạm", $"{Count(call.Spurts.Count, "spurt")}, {Count(call.Sites.Count, "site")}");
        return missed.Count == 0 ? reached : $"{reached}, {language.Say("thiếu", "missed")} {string.Join(", ", missed.Select(site => plan.SiteName(site.Site, language)))}";
    }

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
