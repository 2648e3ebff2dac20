using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary>How the command shows a base station.</summary>
internal static class StationView
{
    /// <summary>The base station of a carrier, when it is attached.</summary>
    public static Api.BaseStation? Of(Site site, Carrier carrier) => site.BaseStations.FirstOrDefault(b => b.Id == carrier.BaseStation && b.Attached);

    /// <summary>How a carrier is, in a word or two.</summary>
    public static string Condition(Language language, Site site, Carrier carrier)
    {
        if (Of(site, carrier) is not { } station)
        {
            return language.Say("mất liên lạc", "down");
        }

        return station.Health.FirstOrDefault(h => h.Carrier == carrier.Id)?.Modem switch
        {
            ModemCondition.Ready => language.Say("sẵn sàng", "ready"),
            ModemCondition.Opening => language.Say("đang mở modem", "modem opening"),
            ModemCondition.Lost => language.Say("mất modem", "modem lost"),
            _ => language.Say("đã nối", "attached"),
        };
    }

    public static void Write(Utf8JsonWriter json, Api.BaseStation station)
    {
        json.WriteString("id", station.Id);
        json.WriteBoolean("attached", station.Attached);
        json.WriteWord("address", station.Address);
        json.WriteWord("software", station.Software);
        json.WriteTime("since", station.Since);
        json.WriteNumber("revision", station.Revision);
        json.WriteObjects("problems", station.Problems, problem =>
        {
            json.WriteString("vi", problem.Vi);
            json.WriteString("en", problem.En);
        });
        json.WriteBoolean("maintenance", station.Maintenance);
        json.WriteObjects("health", station.Health, health =>
        {
            json.WriteString("carrier", health.Carrier);
            json.WriteWord("modem", Word(health.Modem));
            json.WriteWord("description", health.Description);
            json.WriteWord("port", health.Port);
            json.WriteBoolean("transmitting", health.Transmitting);
            json.WriteNumber("overflows", health.Overflows);
            json.WriteNumber("reopened", health.Reopened);
            json.WriteNumber("ber", health.BerPercent);
            json.WriteNumber("rssi", health.Rssi);
            json.WriteNumber("toNetworkP99Microseconds", health.ToNetworkP99Microseconds);
            json.WriteNumber("toSlotP99Microseconds", health.ToSlotP99Microseconds);
            json.WriteList("playoutMilliseconds", health.PlayoutMilliseconds, milliseconds => json.WriteNumberValue(milliseconds));
            json.WriteNumber("underruns", health.Underruns);
            json.WriteNumber("concealed", health.Concealed);
        });
    }

    private static string Word(ModemCondition modem) => modem switch
    {
        ModemCondition.Ready => "ready",
        ModemCondition.Opening => "opening",
        ModemCondition.Lost => "lost",
        _ => "",
    };
}
