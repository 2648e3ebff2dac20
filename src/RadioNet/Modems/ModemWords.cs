using System.CommandLine;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Tools;
using RadioNet.Command.Terminal;
using RadioNet.Plan.Model;

namespace RadioNet.Command.Modems;

/// <summary>The words by which the verbs name a modem: its port, or the running base station that has it.</summary>
internal sealed class ModemWords
{
    private readonly Argument<string?> _port;
    private readonly Option<string> _station;
    private readonly Option<string> _carrier;

    public ModemWords(Verb verb, Language language)
    {
        _port = new Argument<string?>("PORT")
        {
            Description = language.Say(
                "Cổng của modem: serial:/dev/ttyACM0?baud=460800, usb:SỐ-SÊ-RI, pty:PATH, udp:HOST:PORT, tcp:HOST:PORT, hoặc chỉ đường dẫn",
                "The modem's port: serial:/dev/ttyACM0?baud=460800, usb:SERIALNUMBER, pty:PATH, udp:HOST:PORT, tcp:HOST:PORT, or a bare path"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        verb.Add(_port);
        _station = verb.Option<string>(
            "--station", "unix:PATH", "Thay cho PORT: trạm gốc đang chạy, DATA/modem.sock", "Instead of PORT: the running base station, DATA/modem.sock");
        _carrier = verb.Option<string>("--carrier", "ID", "Sóng mang của trạm gốc, khi có nhiều", "Which of the base station's carriers, when it has several");
    }

    /// <summary>The base station's data folder that stands in the port's place; null when a port or nothing does.</summary>
    public string? Folder(ParseResult parsed) => parsed.GetValue(_port) is { } text && Directory.Exists(text) ? text : null;

    /// <summary>With a station there is no port, and what stands in its place is the first of the other words; null when nothing does.</summary>
    public string? FirstWord(ParseResult parsed) => parsed.GetValue(_station) is null ? null : parsed.GetValue(_port);

    /// <summary>What an address or a bare path names.</summary>
    public static ModemPortAddress Address(string text)
    {
        if (text.StartsWith('/')) text = IsTerminal(text) ? $"pty:{Escaped(text)}" : $"serial:{text}";
        return ModemPortAddress.TryParse(text, out var address, out var problem) ? address : throw new Failure([problem], 2);
    }

    /// <summary>Opens the way to the modem.</summary>
    public async Task<IModemAccess> OpenAsync(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            if (parsed.GetValue(_station) is { } text) return await OpenStationAsync(text, parsed.GetValue(_carrier) ?? "", cancel).ConfigureAwait(false);
            var port = parsed.GetValue(_port) ?? throw new Failure(
                "Thiếu PORT. 'radionet modem ports' liệt kê các cổng; modem của trạm gốc đang chạy: --station unix:DATA/modem.sock.",
                "No PORT is named. 'radionet modem ports' lists them; for the modem of a running base station write --station unix:DATA/modem.sock.", 2);
            if (Directory.Exists(port)) return await OpenStationAsync($"unix:{Path.Combine(port, StationAddress.SocketName)}", parsed.GetValue(_carrier) ?? "", cancel).ConfigureAwait(false);
            var address = Address(port);
            return await DirectModem.OpenAsync(address, cancel: cancel).ConfigureAwait(false);
        }
        catch (ModemAccessException refused)
        {
            throw Explain(refused);
        }
    }

    /// <summary>Why a modem can't be used; of a port that is held, what to do with a base station that may hold it.</summary>
    public static Failure Explain(ModemAccessException refused) => new(refused.Port == PortFaultKind.InUse ? [refused.Text, WithStation] : [refused.Text]);

    /// <summary>Runs what uses a modem; its refusals become failures.</summary>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> use)
    {
        try
        {
            return await use().ConfigureAwait(false);
        }
        catch (ModemAccessException refused)
        {
            throw Explain(refused);
        }
        catch (OperationCanceledException)
        {
            throw new Failure("Đã dừng trước khi xong.", "Stopped before it was done.");
        }
    }

    private static async Task<IModemAccess> OpenStationAsync(string text, string carrier, CancellationToken cancel) =>
        await StationModem.OpenAsync(
            StationAddress.TryParse(text, out var address) ? address : throw new Failure(
                $"--station {text} không phải unix:PATH hay http://127.0.0.1:PORT.", $"--station {text} is neither unix:PATH nor http://127.0.0.1:PORT.", 2),
            carrier, cancel).ConfigureAwait(false);

    private static LocalizedText WithStation { get; } = new(
        "Nếu đó là trạm gốc của điểm này thì cứ để nó chạy: đặt trạm vào bảo trì bằng 'radionet modem set SITE/BASE-STATION maintenance=true', rồi thay PORT bằng --station unix:DATA/modem.sock.",
        "If that is this site's base station, leave it running: put it under maintenance with 'radionet modem set SITE/BASE-STATION maintenance=true', and write --station unix:DATA/modem.sock instead of the port.");

    private static bool IsTerminal(string path) =>
        path.StartsWith("/dev/pts/", StringComparison.Ordinal)
        || (new FileInfo(path).LinkTarget?.StartsWith("/dev/pts/", StringComparison.Ordinal) ?? false);

    private static string Escaped(string path) => path.Replace("%", "%25", StringComparison.Ordinal).Replace("?", "%3F", StringComparison.Ordinal);
}
