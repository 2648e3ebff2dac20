using System.Text.Json;
using RadioNet.BaseStation.Tools;
using RadioNet.Command.Terminal;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Command.Modems;

/// <summary>A monitor's moment as JSON.</summary>
internal static class MonitorJson
{
    public static void Write(Utf8JsonWriter json, MonitorMoment moment)
    {
        json.WriteNumber("seconds", Math.Round(moment.At.TotalSeconds, 1));
        json.WriteWord("state", moment.Status is { } status ? StatusWords.Of(status.State) : "");
        json.WriteBoolean("transmitting", ((moment.Status?.Flags ?? 0) & ModemStatusFlags.Transmitting) != 0);
        json.WriteNumber("statuses", moment.Statuses);
        json.WriteStartObject("flags");
        foreach (var flag in MonitorBoard.AllFlags) json.WriteNumber(StatusWords.Of(flag), moment.Flags[flag]);
        json.WriteEndObject();
        json.WriteNumber("bursts", moment.Bursts);
        json.WriteNumber("controlBlocks", moment.ControlBlocks);
        json.WriteNumber("refusals", moment.Refusals);
        json.WriteObjects("slots", [(1, moment.Slot1, moment.Status?.DmrSlot1Space), (2, moment.Slot2, moment.Status?.DmrSlot2Space)], slot => Write(json, slot));
        json.WriteWord("debug", moment.Debug);
    }

    private static void Write(Utf8JsonWriter json, (int Slot, HeardSpurt? Spurt, byte? Space) slot)
    {
        json.WriteNumber("slot", slot.Slot);
        if (slot.Space is { } space) json.WriteNumber("space", space);
        else json.WriteNull("space");
        json.WriteBoolean("talking", slot.Spurt is { IsOver: false });
        if (slot.Spurt is not { } spurt) return;
        if (spurt.Source is { } source)
        {
            json.WriteNumber("source", source.Value);
            json.WriteNumber("target", spurt.Target);
            json.WriteBoolean("group", spurt.TargetKind == AddressKind.Group);
        }

        json.WriteNumber("bursts", spurt.Bursts);
        WriteNumber(json, "ber", spurt.BitErrorPercent, 2);
        WriteNumber(json, "dbm", spurt.Dbm, 1);
        WriteNumber(json, "rssiRaw", spurt.RawRssi, 0);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value, int digits)
    {
        if (value is { } number) json.WriteNumber(name, Math.Round(number, digits));
        else json.WriteNull(name);
    }
}
