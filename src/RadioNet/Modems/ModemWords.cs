using System.CommandLine;
using RadioNet.BaseStation.Ports;
using RadioNet.BaseStation.Tools;
using RadioNet.Command.Terminal;
using RadioNet.Plan.Model;

namespace RadioNet.Command.Modems;

/// <summary>The words by which the verbs name a modem: its port.</summary>
internal sealed class ModemWords
{
    private readonly Argument<string?> _port;

    public ModemWords(Verb verb, Language language)
    {
        _port = new Argument<string?>("PORT")
        {
            Description = language.Say(
                "Cổng của modem: serial:/dev/ttyACM0?baud=460800, usb:SỐ-SÊ-RI, pty:PATH, udp:HOST:PORT, tcp:HOST:PORT, hoặc chỉ đường dẫn",
                "The modem's port: serial:/dev/ttyACM0?baud=460800, usb:SERIALNUMBER, pty:PATH, udp:HOST:PORT, tcp:HOST:PORT, or a bare path"),
        };
        verb.Add(_port);
    }

    /// <summary>What an address or a bare path names.</summary>
    public static ModemPortAddress Address(string text)
    {
        if (text.StartsWith('/')) text = IsTerminal(text) ? $"pty:{Escaped(text)}" : $"serial:{text}";
        return ModemPortAddress.TryParse(text, out var address, out var problem) ? address : throw new Failure([problem], 2);
    }

    /// <summary>Opens the way to the modem.</summary>
    public async Task<IModemAccess> OpenAsync(ParseResult parsed, CancellationToken cancel)
    {
        var address = Address(parsed.GetValue(_port)!);
        try
        {
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

    private static LocalizedText WithStation { get; } = new(
        "Nếu đó là trạm gốc của điểm này thì cứ để nó chạy: đặt trạm vào bảo trì bằng 'radionet modem set SITE/BASE-STATION maintenance=true', rồi thay PORT bằng --station unix:DATA/modem.sock.",
        "If that is this site's base station, leave it running: put it under maintenance with 'radionet modem set SITE/BASE-STATION maintenance=true', and write --station unix:DATA/modem.sock instead of the port.");

    private static bool IsTerminal(string path) =>
        path.StartsWith("/dev/pts/", StringComparison.Ordinal)
        || (new FileInfo(path).LinkTarget?.StartsWith("/dev/pts/", StringComparison.Ordinal) ?? false);

    private static string Escaped(string path) => path.Replace("%", "%25", StringComparison.Ordinal).Replace("?", "%3F", StringComparison.Ordinal);
}
