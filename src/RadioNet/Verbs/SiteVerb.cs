using System.CommandLine;
using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet site …</c>: the sites, what their repeaters do now, and who of them is in.</summary>
internal static class SiteVerb
{
    public static Verb Create(Language language) =>
        new(language, "site", "Xem các trạm, cho trạm vào mạng hoặc đưa ra.", "Looks at sites, lets one into the network or puts it out.",
            "radionet site list", "radionet site list --place buon-ma-thuot --json", "radionet site token tan-loi-hill")
        {
            List(language),
            PeerVerbs.Token(language, PeerKind.Site),
            PeerVerbs.Revoke(language, PeerKind.Site),
        };

    private static Verb List(Language language)
    {
        var verb = new Verb(language, "list", "Liệt kê các trạm của nút và các nút bên dưới với trạm lặp và trạm gốc.", "Lists the sites of the node and of those below it with their repeaters and base stations.", "radionet site list", "radionet site list --place buon-ma-thuot");
        var place = verb.Option<string>("--place", "ID", "Chỉ nơi này và bên dưới", "Only this place and below");
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var sites = (await node.Sites.ListAsync(new ListSitesRequest { Place = parsed.GetValue(place) ?? "" }, cancellationToken: cancel)).Sites;
            if (output.Json)
            {
                foreach (var site in sites)
                {
                    output.Object(json => Write(json, site));
                }

                return;
            }

            output.Table(
                [language.Say("Trạm", "Site"), language.Say("Trạm lặp", "Repeater"), language.Say("Kết nối", "Session"), language.Say("Địa chỉ", "Address"), language.Say("Phần mềm", "Software"), language.Say("Nghe lần cuối (UTC)", "Last heard (UTC)"), language.Say("Khe bây giờ", "Slots now")],
                sites.SelectMany(site => Rows(site, language)));
            foreach (var (site, station) in sites.SelectMany(site => site.BaseStations.Where(b => b.Problems.Count > 0).Select(b => (site, b))))
            {
                output.Line($"{site.Id}/{station.Id}: {string.Join(" ", station.Problems.Select(language.Say))}");
            }
        });
    }

    private static IEnumerable<string[]> Rows(Site site, Language language) =>
    [
        .. site.Repeaters.Select(repeater => (string[])
        [
            language.Say(site.Name), $"{repeater.Id}", Known(site, repeater.Session.Word(), language), repeater.Address, repeater.Software, ShortTime.Of(repeater.LastHeard),
            repeater.Slots.Count == 0 && repeater.CallsNow > 0 ? $"{repeater.CallsNow}" : Slots(repeater.Slots),
        ]),
        .. site.Carriers.Select(carrier => (string[])
        [
            language.Say(site.Name), $"{carrier.BaseStation}/{carrier.Id}", Known(site, StationView.Condition(language, site, carrier), language),
            StationView.Of(site, carrier)?.Address ?? "", StationView.Of(site, carrier)?.Software ?? "", "",
            carrier.InService ? Slots(carrier.Slots) : language.Say("không phục vụ", "out of service"),
        ]),
    ];

    /// <summary>A state, and how much it is worth when its node does not say it now.</summary>
    private static string Known(Site site, string state, Language language) => site.View switch
    {
        SiteView.Stale => $"{state} ({language.Say($"cũ, mất nút {site.Node} từ", $"stale, node {site.Node} away since")} {ShortTime.Of(site.ViewSince)})",
        SiteView.Unknown => $"{language.Say("không rõ, từ", "unknown since")} {ShortTime.Of(site.ViewSince)}",
        _ => state,
    };

    private static string Word(SessionState session) => session == SessionState.Unspecified ? "unknown" : session.Word();

    private static string Slots(IEnumerable<Slot> slots) => string.Join(
        "; ", slots.Select(slot => slot.Activity == SlotActivity.Idle ? $"{slot.Slot_}: –" : $"{slot.Slot_}: {slot.Source} → {slot.Target}"));

    private static void Write(Utf8JsonWriter json, Site site)
    {
        json.WriteString("id", site.Id);
        json.WriteText("name", site.Name);
        json.WriteString("place", site.Place);
        json.WriteWord("node", site.Node);
        json.WriteString("view", site.View.Word());
        json.WriteTime("viewSince", site.ViewSince);
        json.WriteObjects("repeaters", site.Repeaters, repeater =>
        {
            json.WriteNumber("id", repeater.Id);
            json.WriteString("session", Word(repeater.Session));
            json.WriteWord("address", repeater.Address);
            json.WriteWord("callsign", repeater.Callsign);
            json.WriteWord("software", repeater.Software);
            json.WriteTime("since", repeater.Since);
            json.WriteTime("lastHeard", repeater.LastHeard);
            json.WriteNumber("callsNow", repeater.CallsNow);
            json.WriteObjects("slots", repeater.Slots, slot => Write(json, slot));
        });
        json.WriteObjects("carriers", site.Carriers, carrier =>
        {
            json.WriteString("baseStation", carrier.BaseStation);
            json.WriteString("id", carrier.Id);
            json.WriteString("session", Word(carrier.Session));
            json.WriteBoolean("inService", carrier.InService);
            json.WriteObjects("slots", carrier.Slots, slot => Write(json, slot));
        });
        json.WriteObjects("baseStations", site.BaseStations, station => StationView.Write(json, station));
    }

    private static void Write(Utf8JsonWriter json, Slot slot)
    {
        json.WriteNumber("slot", slot.Slot_);
        json.WriteString("activity", slot.Activity.Word());
        json.WriteWord("call", slot.CallId);
        json.WriteNumber("target", slot.Target);
        json.WriteNumber("source", slot.Source);
    }
}
