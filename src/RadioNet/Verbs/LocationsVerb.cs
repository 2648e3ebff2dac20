using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet locations [RADIO]</c>: where radios were heard last, and where they said last that they are.</summary>
internal static class LocationsVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "locations", "Vị trí biết được sau cùng của các máy, mới nhất trước: trạm nghe được máy và tọa độ máy tự báo.",
            "The last known location of radios, newest first: the site that heard it, and the position that it said itself.",
            "radionet locations", "radionet locations 4520001", "radionet locations --json");
        var radio = new Argument<uint>("RADIO") { Description = language.Say("Chỉ máy này", "Only this radio"), Arity = ArgumentArity.ZeroOrOne };
        verb.Add(radio);
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var asked = parsed.GetValue(radio);
            var found = await FindAsync(node, asked, cancel);
            if (asked > 0 && found.Count == 0)
            {
                throw new Failure(
                    $"Chưa nghe máy {asked} ở nút này hay các nút bên dưới.", $"Radio {asked} has not been heard at this node or at those below it.");
            }

            Show(output, [.. found.OrderByDescending(one => one.Heard.At.ToDateTime())]);
        });
    }

    private static async Task<List<LocatedRadio>> FindAsync(NodeClient node, uint radio, CancellationToken cancel)
    {
        var found = new List<LocatedRadio>();
        var request = new ListLocationsRequest { Radio = radio, PageSize = ApiLimits.LargestPage };
        do
        {
            var page = await node.Locations.ListAsync(request, cancellationToken: cancel);
            found.AddRange(page.Radios);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return found;
    }

    private static void Show(Output output, List<LocatedRadio> radios)
    {
        if (output.Json)
        {
            foreach (var radio in radios)
            {
                output.Object(json => Write(json, radio));
            }

            return;
        }

        var language = output.Language;
        output.Table(
            [language.Say("Máy", "Radio"), language.Say("Tên", "Alias"), language.Say("Nghe lần cuối (UTC)", "Last heard (UTC)"), language.Say("Trạm", "Site"), language.Say("Nút", "Node"), language.Say("Vĩ độ, kinh độ", "Latitude, longitude"), language.Say("Sai số", "Error"), language.Say("Báo lúc (UTC)", "Said (UTC)")],
            radios.Select(radio => (string[])
            [
                $"{radio.Radio}", radio.Alias, ShortTime.Of(radio.Heard.At), radio.Heard.Site, radio.Heard.Node,
                radio.Said is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{radio.Said.Position.Latitude:F5}, {radio.Said.Position.Longitude:F5}"),
                radio.Said is null ? "" : Words(radio.Said.Position.Error), ShortTime.Of(radio.Said?.At),
            ]));
    }

    private static void Write(Utf8JsonWriter json, LocatedRadio radio)
    {
        json.WriteNumber("radio", radio.Radio);
        json.WriteWord("alias", radio.Alias);
        json.WriteStartObject("heard");
        Write(json, radio.Heard);
        json.WriteEndObject();
        if (radio.Said is null)
        {
            json.WriteNull("said");
            return;
        }

        json.WriteStartObject("said");
        Write(json, radio.Said);
        json.WriteNumber("latitude", Math.Round(radio.Said.Position.Latitude, 6));
        json.WriteNumber("longitude", Math.Round(radio.Said.Position.Longitude, 6));
        json.WriteNumber("errorClass", (int)radio.Said.Position.Error - 1);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RadioLocation location)
    {
        json.WriteTime("at", location.At);
        json.WriteString("site", location.Site);
        json.WriteString("node", location.Node);
    }

    /// <summary>The classes of ETSI TS 102 361-2, clause 7.2.15.</summary>
    private static string Words(PositionErrorClass error) => error switch
    {
        PositionErrorClass.Below2Metres => "< 2 m",
        PositionErrorClass.Below20Metres => "< 20 m",
        PositionErrorClass.Below200Metres => "< 200 m",
        PositionErrorClass.Below2Kilometres => "< 2 km",
        PositionErrorClass.Below20Kilometres => "< 20 km",
        PositionErrorClass.Within200Kilometres => "<= 200 km",
        _ => "> 200 km",
    };
}
