using System.Text.Json;
using RadioNet.BaseStation.Tools;
using RadioNet.Command.Terminal;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Command.Modems;

/// <summary><c>radionet modem probe PORT</c>: everything that a modem says of itself. It changes nothing in the modem.</summary>
internal static class ProbeVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "probe",
            "Hỏi modem: giao thức, firmware, bo mạch, khả năng, trạng thái. Không thay đổi gì trong modem.",
            "Asks a modem what it is and how it is: protocol, firmware, board, capabilities, status. Changes nothing in it.",
            "radionet modem probe /dev/ttyACM0", "radionet modem probe serial:/dev/ttyUSB0?baud=115200", "radionet modem probe udp:10.0.0.5:3334 --json");
        var words = new ModemWords(verb, language);
        var json = verb.Option<bool>("--json", null, "Kết quả cho máy đọc, một đối tượng", "For machines: one object");
        verb.SetAction((parsed, cancel) => ModemWords.GuardAsync(async () =>
        {
            var output = new Output(Console.Out, language, parsed.GetValue(json));
            var access = await words.OpenAsync(parsed, cancel).ConfigureAwait(false);
            await using var scope = access.ConfigureAwait(false);
            var findings = await access.ProbeAsync(cancel).ConfigureAwait(false);
            if (output.Json) output.Object(json => Write(json, access.Name, findings));
            else Write(output, access.Name, findings);
            return findings.Modem is null ? 1 : 0;
        }));
        return verb;
    }

    public static void Write(Utf8JsonWriter json, string port, ModemFindings findings)
    {
        json.WriteString("port", port);
        if (findings.Modem is { } modem)
        {
            json.WriteNumber("protocol", (int)modem.Protocol);
            json.WriteString("description", modem.Description);
            json.WriteString("hardware", StatusWords.Of(modem.Hardware));
            json.WriteWord("cpu", modem.Processor?.ToString() ?? "");
            json.WriteWord("udid", modem.Identity);
            json.WriteList("modes", StatusWords.Of(modem.Modes), json.WriteStringValue);
        }

        if (findings.Status is { } status) Write(json, status);
        if (findings.Condition is { } condition)
        {
            json.WriteString("phase", condition.Phase.Word());
            json.WriteWord("cause", condition.Cause?.Text.En ?? "");
        }

        if (findings.Health is { } health)
        {
            json.WriteNumber("refusals", health.Refusals);
            json.WriteNumber("losses", health.Losses);
            json.WriteNumber("restarts", health.Restarts);
            json.WriteNumber("discardedOctets", health.DiscardedOctets);
        }
    }

    public static void Write(Utf8JsonWriter json, StatusReply status)
    {
        json.WriteString("state", StatusWords.Of(status.State));
        json.WriteList("flags", Flags(status).Select(StatusWords.Of), json.WriteStringValue);
        json.WriteStartObject("queues");
        foreach (var (mode, frames) in StatusWords.Queues(status)) json.WriteNumber(mode, frames);
        json.WriteEndObject();
    }

    /// <summary>The flags that are up.</summary>
    public static IEnumerable<ModemStatusFlags> Flags(StatusReply status) => MonitorBoard.AllFlags.Where(flag => (status.Flags & flag) != 0);

    private static void Write(Output output, string port, ModemFindings findings)
    {
        var language = output.Language;
        void Row(string vi, string en, string value) => output.Line($"{language.Say(vi, en),-14}{value}");
        Row("Cổng", "Port", port);
        if (findings.Modem is { } modem)
        {
            Row("Firmware", "Firmware", modem.Description);
            Row("Giao thức", "Protocol", $"{(int)modem.Protocol}");
            Row("Bo mạch", "Board", StatusWords.Of(modem.Hardware));
            if (modem.Processor is { } processor) Row("Vi xử lý", "Processor", $"{processor}");
            if (modem.Identity.Length > 0) Row("Mã số", "Identity", modem.Identity);
            Row("Chế độ", "Modes", string.Join(", ", StatusWords.Of(modem.Modes)));
            if ((modem.Modes & ModemModes.Dmr) == 0) Row("", "", language.Say("không có DMR: hãy nạp firmware có DMR", "no DMR: give it firmware that has it"));
        }

        if (findings.Status is { } status)
        {
            Row("Trạng thái", "State", StatusWords.Of(status.State));
            var flags = Flags(status).ToList();
            if (flags.Count == 0) Row("Cờ", "Flags", language.Say("không có", "none"));
            foreach (var flag in flags) Row("Cờ", "Flag", $"{StatusWords.Of(flag)}: {language.Say(StatusWords.Meaning(flag))}");
            Row("Hàng đợi", "Queues", string.Join(", ", StatusWords.Queues(status).Select(queue => $"{queue.Mode}: {queue.Frames}")));
        }

        if (findings.Condition is { } condition)
        {
            Row("Trạm gốc", "Base station", condition.Phase.Word());
            if (condition.Cause is { } cause) Row("", "", language.Say(cause.Text));
        }

        if (findings.Health is { } health)
        {
            Row("Đã đếm", "Counted", language.Say(
                $"{health.Bursts} cụm thu, {health.Refusals} lần từ chối, {health.Losses} lần mất modem, {health.Restarts} lần modem khởi động lại",
                $"{health.Bursts} bursts received, {health.Refusals} refusals, {health.Losses} losses of the modem, {health.Restarts} restarts of it"));
        }
    }
}
