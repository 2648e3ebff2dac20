using System.Text.Json;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Tools;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Modems;

/// <summary><c>radionet modem ports</c>: what is plugged in, and what answers there.</summary>
internal static class PortsVerb
{
    /// <summary>Boards that restart when their port is opened answer after two seconds.</summary>
    private static readonly TimeSpan _probeLimit = TimeSpan.FromSeconds(3);

    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "ports",
            "Liệt kê các cổng nối tiếp của máy này: thiết bị USB, ai được mở, ai đang dùng, modem nào trả lời.",
            "Lists this machine's serial ports: USB device, who may open it, who has it, which modem answers.",
            "radionet modem ports", "radionet modem ports --no-probe", "radionet modem ports --baud 115200 --json");
        var noProbe = verb.Option<bool>("--no-probe", null, "Không hỏi modem gì", "Asks the modems nothing");
        var baud = verb.Option<int?>("--baud", "N", "Tốc độ khi hỏi (mặc định như địa chỉ)", "The speed to ask at (the address's own otherwise)").AtLeast(1200, language);
        var json = verb.Option<bool>("--json", null, "Kết quả cho máy đọc, một đối tượng một dòng", "For machines: one object a line");
        verb.SetAction(async (parsed, cancel) =>
        {
            var output = new Output(Console.Out, language, parsed.GetValue(json));
            var found = new List<FoundPort>();
            foreach (var port in new ModemPortScanner().List())
            {
                found.Add(parsed.GetValue(noProbe) ? new FoundPort(port, null, null) : await ProbeAsync(port, parsed.GetValue(baud), cancel).ConfigureAwait(false));
            }

            Write(output, found);
            return 0;
        });
        return verb;
    }

    public static void Write(Utf8JsonWriter json, FoundPort found)
    {
        var port = found.Port;
        json.WriteString("path", port.Path);
        json.WriteString("address", port.Address.ToString());
        json.WriteWord("byId", port.ById ?? "");
        json.WriteWord("vendor", port.Usb is { } vendor ? $"{vendor.Vendor:x4}" : "");
        json.WriteWord("product", port.Usb is { } product ? $"{product.Product:x4}" : "");
        json.WriteWord("serial", port.Usb?.SerialNumber ?? "");
        json.WriteWord("manufacturer", port.Usb?.Manufacturer ?? "");
        json.WriteWord("device", port.Usb?.Description ?? "");
        json.WriteWord("group", port.Access?.Group ?? "");
        if (port.Access is { } access) json.WriteBoolean("allowed", access.IsOurs);
        else json.WriteNull("allowed");
        json.WriteWord("holder", port.Holder ?? "");
        json.WriteWord("modem", found.Modem?.Description ?? "");
        json.WriteWord("problem", found.Problem?.En ?? "");
    }

    /// <summary>Asks a port's modem what it is, as long as nobody else has the port.</summary>
    public static async Task<FoundPort> ProbeAsync(ModemPortInfo port, int? baud, CancellationToken cancel)
    {
        var address = port.Address switch
        {
            SerialPortAddress serial when baud is { } speed => serial with { Baud = speed },
            UsbPortAddress usb when baud is { } speed => usb with { Baud = speed },
            var other => other,
        };
        try
        {
            var modem = await DirectModem.OpenAsync(address, _probeLimit, cancel).ConfigureAwait(false);
            await using var scope = modem.ConfigureAwait(false);
            return new FoundPort(port, (await modem.ProbeAsync(cancel).ConfigureAwait(false)).Modem, null);
        }
        catch (ModemAccessException refused)
        {
            return new FoundPort(port, null, refused.Text);
        }
    }

    private static void Write(Output output, List<FoundPort> found)
    {
        var language = output.Language;
        if (output.Json)
        {
            found.ForEach(port => output.Object(json => Write(json, port)));
            return;
        }

        if (found.Count == 0)
        {
            output.Say(
                "Máy này không có cổng nối tiếp nào. Modem đã cắm chưa, và cáp USB có dây dữ liệu không?",
                "This machine has no serial port. Is the modem plugged in, and does its USB cable have data wires?");
            return;
        }

        output.Table(
            [language.Say("Địa chỉ", "Address"), language.Say("Cổng", "Port"), "USB", language.Say("Thiết bị", "Device"), language.Say("Nhóm", "Group"), language.Say("Đang dùng", "Held by"), "Modem"],
            found.Select(f => (string[])
            [
                f.Port.Address.ToString(), f.Port.Path, f.Port.Usb is { } usb ? $"{usb.Vendor:x4}:{usb.Product:x4}" : "",
                string.Join(' ', new[] { f.Port.Usb?.Manufacturer, f.Port.Usb?.Description }.OfType<string>()),
                f.Port.Access is { } access ? access.IsOurs ? access.Group : $"{access.Group} ✗" : "", f.Port.Holder ?? "", f.Modem?.Description ?? "",
            ]));
        foreach (var port in found.Where(f => f.Problem is not null))
        {
            output.Line($"{port.Port.Path}: {language.Say(port.Problem!)}");
        }
    }
}
