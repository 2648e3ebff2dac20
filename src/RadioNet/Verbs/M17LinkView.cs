using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary>A node's link to an M17 reflector as text and as JSON.</summary>
internal static class M17LinkView
{
    public static string Line(M17LinkStatus link, Language language)
    {
        var since = ShortTime.Of(link.Since);
        var line = language.Say(
            $"Liên kết M17 {link.Id} (nhóm {link.Talkgroup}, {link.Host} phòng {link.Module}, hô hiệu {link.Callsign}): {(link.Up ? $"nối từ {since} UTC" : $"mất từ {since} UTC")}",
            $"M17 link {link.Id} (talkgroup {link.Talkgroup}, {link.Host} module {link.Module}, as {link.Callsign}): {(link.Up ? $"up since {since} UTC" : $"down since {since} UTC")}");
        line += language.Say($", gói vào {Count(link, "packets-in")}, gói ra {Count(link, "packets-out")}", $", {Count(link, "packets-in")} packets in, {Count(link, "packets-out")} out");
        if (link.LastHeardAt is { } heard)
        {
            line += language.Say($", nghe gần nhất {link.LastHeard} lúc {ShortTime.Of(heard)} UTC", $", last heard {link.LastHeard} at {ShortTime.Of(heard)} UTC");
        }

        if (link.LastRefusal.Length > 0)
        {
            line += language.Say($", lượt nói gần nhất bị từ chối ({link.LastRefusal})", $", refused the floor last ({link.LastRefusal})");
        }

        return string.Join(' ', new[] { line + '.', Say(link.Problem, language), Say(link.Missing, language) }.Where(text => text.Length > 0));
    }

    public static void Write(Utf8JsonWriter json, M17LinkStatus link)
    {
        json.WriteStartObject();
        json.WriteString("id", link.Id);
        json.WriteText("name", link.Name);
        json.WriteString("host", link.Host);
        json.WriteNumber("port", link.Port);
        json.WriteString("module", link.Module);
        json.WriteString("callsign", link.Callsign);
        json.WriteNumber("talkgroup", link.Talkgroup);
        json.WriteBoolean("up", link.Up);
        json.WriteTime("since", link.Since);
        Write(json, "problem", link.Problem);
        Write(json, "missing", link.Missing);
        json.WriteWord("address", link.Address);
        json.WriteWord("lastHeard", link.LastHeard);
        json.WriteTime("lastHeardAt", link.LastHeardAt);
        json.WriteWord("lastRefusal", link.LastRefusal);
        json.WriteStartObject("counters");
        foreach (var (name, value) in link.Counters.OrderBy(counter => counter.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static long Count(M17LinkStatus link, string name) => link.Counters.GetValueOrDefault(name);

    private static string Say(LocalizedText? text, Language language) => text is null ? "" : language.Say(text);

    private static void Write(Utf8JsonWriter json, string name, LocalizedText? text)
    {
        if (text is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteText(name, text);
        }
    }
}
