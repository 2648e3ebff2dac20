using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Ports;

/// <summary>Reads a <see cref="ModemPortAddress"/>, and says of a wrong one what is wrong and what to write.</summary>
internal sealed class PortAddressReader
{
    private const string Forms = "serial:/dev/ttyACM0?baud=460800, usb:SERIALNUMBER?baud=460800, pty:PATH, udp:HOST:PORT?local=PORT, tcp:HOST:PORT";

    private readonly Dictionary<string, string> _options = [];
    private LocalizedText? _problem;

    private PortAddressReader()
    {
    }

    public static (ModemPortAddress? Address, LocalizedText? Problem) Read(string text)
    {
        var reader = new PortAddressReader();
        var address = reader.ReadForm(text);
        foreach (var left in reader._options.Keys)
        {
            reader.Wrong($"'{text}' có tùy chọn lạ '{left}'. Hãy viết một trong các dạng: {Forms}.", $"'{text}' has an option '{left}', which it doesn't take. Write one of: {Forms}.");
        }

        return reader._problem is null ? (address, null) : (null, reader._problem);
    }

    private ModemPortAddress? ReadForm(string text)
    {
        if (text.Any(char.IsControl))
        {
            return Wrong("Địa chỉ cổng modem có ký tự điều khiển.", $"The modem port's address has a control character in it. Write one of: {Forms}.");
        }

        var question = text.IndexOf('?', StringComparison.Ordinal);
        var words = question < 0 ? text : text[..question];
        var colon = words.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon < 0 ? "" : words[..colon];
        var rest = words[(colon + 1)..];
        ReadOptions(text, question);
        return scheme switch
        {
            "serial" => Serial(text, PortAddressText.Unescape(rest)),
            "usb" => Usb(text, PortAddressText.Unescape(rest)),
            "pty" => Pty(text, PortAddressText.Unescape(rest)),
            "udp" when TryHostAndPort(text, rest, out var host, out var port) => new UdpPortAddress(host, port, (ushort)Number(text, "local", 0, ushort.MaxValue, 0)),
            "tcp" when TryHostAndPort(text, rest, out var host, out var port) => new TcpPortAddress(host, port),
            "udp" or "tcp" => null,
            _ => Unknown(text, words),
        };
    }

    private SerialPortAddress Serial(string text, string path)
    {
        var isWindows = path.StartsWith("COM", StringComparison.OrdinalIgnoreCase) && path.Length > 3 && !path.AsSpan(3).ContainsAnyExceptInRange('0', '9');
        if (!isWindows && (!path.StartsWith('/') || path.Length == 1))
        {
            Wrong(
                $"'{text}' thiếu tên cổng nối tiếp. Hãy viết, ví dụ, serial:/dev/ttyACM0?baud=460800.",
                $"'{text}' does not name a serial port. Write for example serial:/dev/ttyACM0?baud=460800; 'radionet modem ports' lists them.");
        }

        return new SerialPortAddress(path, Baud(text), Driver(text));
    }

    private UsbPortAddress Usb(string text, string serialNumber)
    {
        if (serialNumber.Trim().Length == 0)
        {
            Wrong(
                $"'{text}' thiếu số sê-ri USB. Lệnh 'radionet modem ports' cho biết số đó.",
                $"'{text}' lacks the serial number of a USB device. Write usb:SERIALNUMBER?baud=460800; 'radionet modem ports' shows the numbers.");
        }

        return new UsbPortAddress(serialNumber.Trim(), Baud(text), Driver(text));
    }

    private PtyPortAddress Pty(string text, string path)
    {
        if (path.Length == 0)
        {
            Wrong($"'{text}' thiếu đường dẫn. Hãy viết, ví dụ, pty:/tmp/modem1.", $"'{text}' lacks a path. Write for example pty:/tmp/modem1.");
        }

        return new PtyPortAddress(path);
    }

    private ModemPortAddress? Unknown(string text, string words)
    {
        var meant = words.StartsWith('/') || words.StartsWith("COM", StringComparison.OrdinalIgnoreCase) ? $"serial:{words}" : null;
        return meant is not null
            ? Wrong($"'{text}' không phải địa chỉ cổng modem. Ý bạn là '{meant}'?", $"'{text}' is not a modem port's address. Did you mean '{meant}'?")
            : Wrong($"'{text}' không phải địa chỉ cổng modem. Hãy viết một trong các dạng: {Forms}.", $"'{text}' is not a modem port's address. Write one of: {Forms}.");
    }

    private void ReadOptions(string text, int question)
    {
        if (question < 0) return;
        foreach (var option in text[(question + 1)..].Split('&'))
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                Wrong($"'{text}' có tùy chọn '{option}' không có dạng TÊN=GIÁ TRỊ.", $"'{text}' has an option '{option}' that is not NAME=VALUE. Write for example serial:/dev/ttyACM0?baud=460800.");
            }
            else if (!_options.TryAdd(option[..equals], option[(equals + 1)..]))
            {
                Wrong($"'{text}' có tùy chọn '{option[..equals]}' hai lần.", $"'{text}' has the option '{option[..equals]}' twice. Write it once.");
            }
        }
    }

    private bool TryHostAndPort(string text, string words, out string host, out ushort port)
    {
        var colon = words.LastIndexOf(':');
        host = colon < 0 ? "" : words[..colon];
        port = 0;
        if (!ushort.TryParse(words.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port == 0 || colon < 0)
        {
            Wrong($"'{text}' thiếu số cổng từ 1 đến 65535. Hãy viết, ví dụ, udp:10.0.0.5:3334.", $"'{text}' lacks a port number of 1 to 65535. Write for example udp:10.0.0.5:3334.");
            return false;
        }

        if (host.StartsWith('[') && host.EndsWith(']') && IPAddress.TryParse(host[1..^1], out var six) && six.AddressFamily == AddressFamily.InterNetworkV6)
        {
            host = host[1..^1];
            return true;
        }

        if (Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4) return true;
        Wrong(
            $"'{text}' có tên máy không đúng: '{host}'. Địa chỉ IPv6 phải đặt trong ngoặc vuông, ví dụ udp:[::1]:3334.",
            $"'{text}' has no host name or address before its port: '{host}'. An IPv6 address stands in brackets, for example udp:[::1]:3334.");
        return false;
    }

    private int Baud(string text) => Number(text, "baud", ModemSpeed.Least, ModemSpeed.Most, ModemSpeed.Default);

    private int Number(string text, string name, int least, int most, int otherwise)
    {
        if (!_options.Remove(name, out var word)) return otherwise;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        var usual = name == "baud" ? ModemSpeed.UsualText : null;
        Wrong(
            $"'{text}': {name} phải là số từ {least} đến {most}{(usual is null ? "" : $"; thường dùng {usual}")}.",
            $"'{text}': {name} must be a number from {least} to {most}{(usual is null ? "" : $"; usual are {usual}")}.");
        return otherwise;
    }

    private SerialDriver Driver(string text)
    {
        if (!_options.Remove("driver", out var word)) return SerialDriver.Automatic;
        switch (word)
        {
            case PortAddressText.PollDriver:
                return SerialDriver.Poll;
            case PortAddressText.SystemIoPortsDriver:
                return SerialDriver.SystemIoPorts;
            default:
                Wrong(
                    $"'{text}': driver phải là {PortAddressText.PollDriver} hoặc {PortAddressText.SystemIoPortsDriver}.",
                    $"'{text}': driver must be {PortAddressText.PollDriver} or {PortAddressText.SystemIoPortsDriver}; leave it out for the quickest.");
                return SerialDriver.Automatic;
        }
    }

    /// <summary>Keeps the first thing that is wrong.</summary>
    private ModemPortAddress? Wrong(string vi, string en)
    {
        _problem ??= new LocalizedText(vi, en);
        return null;
    }
}
