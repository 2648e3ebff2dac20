using System.Text.Json;
using RadioNet.Api;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary>How the command shows a base station.</summary>
internal static class StationView
{
    /// <summary>One word for how a carrier is: down, or what its modem is.</summary>
    public static string Condition(Language language, BaseStation station, Carrier carrier) => !station.Attached
        ? language.Say("mất liên lạc", "down")
        : station.Maintenance ? language.Say("đang bảo trì", "maintenance")
        : carrier.Health?.Modem switch
        {
            ModemCondition.Ready => language.Say("sẵn sàng", "ready"),
            ModemCondition.Opening => language.Say("đang mở modem", "opening"),
            ModemCondition.Lost => language.Say("mất modem", "modem lost"),
            _ => language.Say("đã nối", "attached"),
        };

    public static void Write(Utf8JsonWriter json, BaseStation station, Action<Slot> writeSlot)
    {
        json.WriteString("id", station.Id);
        json.WriteBoolean("attached", station.Attached);
        json.WriteWord("address", station.Address);
        json.WriteWord("software", station.Software);
        json.WriteTime("since", station.Since);
        json.WriteNumber("revision", station.Revision);
        json.WriteList("problems", station.Problems, problem =>
        {
            json.WriteStartObject();
            json.WriteString("vi", problem.Vi);
            json.WriteString("en", problem.En);
            json.WriteEndObject();
        });
        json.WriteBoolean("maintenance", station.Maintenance);
        json.WriteObjects("carriers", station.Carriers, carrier =>
        {
            json.WriteString("id", carrier.Id);
            json.WriteWord("modem", Word(carrier.Health?.Modem));
            json.WriteWord("description", carrier.Health?.Description ?? "");
            json.WriteWord("port", carrier.Health?.Port ?? "");
            json.WriteBoolean("transmitting", carrier.Health?.Transmitting ?? false);
            json.WriteNumber("overflows", carrier.Health?.Overflows ?? 0);
            json.WriteNumber("reopened", carrier.Health?.Reopened ?? 0);
            json.WriteNumber("ber", carrier.Health?.BerPercent ?? 0);
            json.WriteNumber("rssi", carrier.Health?.Rssi ?? 0);
            json.WriteObjects("slots", carrier.Slots, writeSlot);
        });
    }

    private static string Word(ModemCondition? modem) => modem switch
    {
        ModemCondition.Ready => "ready",
        ModemCondition.Opening => "opening",
        ModemCondition.Lost => "lost",
        _ => "",
    };
}
