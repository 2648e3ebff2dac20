using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;
using Site = RadioNet.Api.Site;
using SiteView = RadioNet.Api.SiteView;

namespace RadioNet.Core.Hosting;

/// <summary>The page at the web port: what the node is, its sites and the calls now; reloads itself.</summary>
internal static class StatusPage
{
    /// <summary>Rows of each table; the command lists them all.</summary>
    private const int MostRows = 200;

    /// <summary>Vietnamese stays readable in the page's source.</summary>
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static void MapStatusPage(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok\n"));
        app.MapGet("/", (HttpContext context) =>
        {
            // It asks nobody who he is: other machines get the console, which does.
            if (context.Connection.RemoteIpAddress is not { } source || !IPAddress.IsLoopback(source))
            {
                return Results.LocalRedirect("/console");
            }

            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
            context.Response.Headers.CacheControl = "no-store";
            return Results.Text(Render(context.RequestServices, Language(context.Request)), "text/html; charset=utf-8");
        });
    }

    /// <summary><c>?lang=en</c> or <c>vi</c>, else what the browser likes best; Vietnamese when it does not say.</summary>
    private static string Language(HttpRequest request)
    {
        if (request.Query["lang"] is [{ Length: > 0 } asked])
        {
            return asked;
        }

        var liked = request.Headers.AcceptLanguage.ToString();
        var vietnamese = liked.IndexOf("vi", StringComparison.OrdinalIgnoreCase);
        var english = liked.IndexOf("en", StringComparison.OrdinalIgnoreCase);
        return english >= 0 && (vietnamese < 0 || english < vietnamese) ? "en" : "vi";
    }

    private static string Render(IServiceProvider services, string language)
    {
        var node = services.GetRequiredService<NodeIdentity>();
        var keeper = services.GetRequiredService<PlanKeeper>();
        var plan = keeper.Current;
        var calls = services.GetRequiredService<LiveCalls>().Running;
        var alarms = services.GetRequiredService<IAlarmBook>().Open;
        var sites = services.GetRequiredService<NetworkSites>().View();
        var vi = language.StartsWith("vi", StringComparison.OrdinalIgnoreCase);
        string T(string inVietnamese, string inEnglish) => vi ? inVietnamese : inEnglish;

        var page = new StringBuilder(4096);
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html><html lang="{(vi ? "vi" : "en")}"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">
            <meta name="viewport" content="width=device-width"><title>RadioNet {Safe(node.Id)}</title>
            <style>body{"{"}font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1b1b1b;background:#fff{"}"}
            table{"{"}border-collapse:collapse;width:100%{"}"}th,td{"{"}text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc{"}"}</style></head><body>
            <h1>RadioNet · {Safe(node.Id)}</h1>
            <p>{T("Mạng", "Network")} <b>{Safe(plan.Plan.Network)}</b>, {T("bản quy hoạch", "plan revision")} {plan.Revision}{(keeper.Overlay.Length > 0 ? $"+{Safe(keeper.Overlay)}" : "")},
            {plan.Plan.Talkgroups.Length} {T("nhóm gọi", "talkgroups")}, {plan.Plan.Subscribers.Length} {T("thuê bao", "subscribers")},
            {alarms.Count} {T("cảnh báo đang mở", "open alarms")}. <a href="?lang={T("en", "vi")}">{T("English", "Tiếng Việt")}</a></p>
            """);
        Table(page, T("Cuộc gọi đang diễn ra", "Calls now"), T("Không có cuộc gọi nào.", "There are none."),
            [T("Loại", "Type"), T("Gọi", "To"), T("Từ", "From"), T("Trạm", "Sites"), T("Bắt đầu (UTC)", "Since (UTC)")],
            calls.Reverse().Select(call => (string[])
            [
                call.Emergency ? T("KHẨN CẤP", "EMERGENCY") : TypeName(call.Type, vi), Named(call.Target, call.TargetName),
                Named(call.Source, call.SourceName), string.Join(", ", call.Sites), call.Started.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            ]));
        Table(page, T("Trạm", "Sites"), T("Quy hoạch chưa có trạm nào cho nút này và các nút bên dưới.", "The plan has none yet for this node and those below it."),
            [T("Trạm", "Site"), T("Trạm lặp hoặc sóng mang", "Repeater or carrier"), T("Kết nối", "Session"), T("Địa chỉ", "Address"), T("Nghe lần cuối (UTC)", "Last heard (UTC)")],
            sites.SelectMany(site => Rows(site, plan.TrySite(site.Id, out var planned) ? planned.Name : LocalizedText.Same(site.Id), vi)));
        return page.Append("</body></html>\n").ToString();
    }

    private static IEnumerable<string[]> Rows(Site site, LocalizedText named, bool vi)
    {
        var name = vi ? named.Vi : named.En;
        return
        [
            .. site.Repeaters.Select(repeater => (string[])
            [
                name, $"{repeater.Id}", Session(site, repeater.Session, vi), repeater.Address,
                repeater.LastHeard?.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "",
            ]),
            .. site.Carriers.Select(carrier => (string[])[name, $"{carrier.BaseStation}/{carrier.Id}", Session(site, carrier.Session, vi), "", ""]),
        ];
    }

    private static string Session(Site site, Api.SessionState session, bool vi)
    {
        var state = session switch
        {
            Api.SessionState.Up => vi ? "hoạt động" : "up",
            Api.SessionState.Connecting => vi ? "đang kết nối" : "connecting",
            Api.SessionState.Down => vi ? "mất" : "down",
            _ => vi ? "không rõ" : "unknown",
        };
        return site.View == SiteView.Stale ? $"{state} ({(vi ? "cũ" : "stale")})" : state;
    }

    private static string TypeName(CallType type, bool vi) => type switch
    {
        CallType.Group => vi ? "nhóm" : "group",
        CallType.Private => vi ? "riêng" : "private",
        CallType.Broadcast => vi ? "thông báo" : "broadcast",
        CallType.All => vi ? "toàn mạng" : "all",
        _ => vi ? "dữ liệu" : "data",
    };

    private static string Named(uint id, string name) => name.Length == 0 ? $"{id}" : $"{name} ({id})";

    private static void Table(StringBuilder page, string title, string none, string[] heads, IEnumerable<string[]> rows)
    {
        var shown = rows.Take(MostRows + 1).ToList();
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Safe(title)}</h2>");
        if (shown.Count == 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{Safe(none)}</p>");
            return;
        }

        page.Append("<table><tr>").AppendJoin("", heads.Select(head => $"<th>{Safe(head)}</th>")).Append("</tr>");
        foreach (var row in shown.Take(MostRows))
        {
            page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Safe(cell)}</td>")).Append("</tr>");
        }

        page.Append(shown.Count > MostRows ? "</table><p>…</p>" : "</table>");
    }

    private static string Safe(string text) => Html.Encode(text);
}
