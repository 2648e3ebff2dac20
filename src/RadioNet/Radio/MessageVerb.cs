using System.CommandLine;
using System.Text;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Protocols;
using RadioNet.Simulator.Radios;

namespace RadioNet.Command.Radio;

/// <summary><c>radionet radio text</c> and <c>status</c>: a virtual radio sends short data.</summary>
internal static class MessageVerb
{
    private const int LongestText = 752;

    public static Verb Text(Language language)
    {
        var verb = new Verb(
            language, "text", "Gửi một tin nhắn (short data, UTF-8).", "Sends a text (short data in UTF-8).",
            "radionet radio text \"Đường 14 ngập\" --from 4520001 --talkgroup 1001 --repeater 452001 --secret-file secret.txt");
        var text = verb.Word("TEXT", $"Tin nhắn, nhiều nhất {LongestText} octet UTF-8", $"The text, at most {LongestText} octets of UTF-8");
        var words = RadioWords.Options(verb, language);
        var site = RadioSite.Options(verb);
        return verb.Asks((parsed, node, output, cancel) =>
        {
            var said = parsed.GetRequiredValue(text);
            return said.Length > 0 && Encoding.UTF8.GetByteCount(said) <= LongestText
                ? SendAsync(parsed, node, output, words, site, (radio, called) => radio.SendText(called.Target, called.Kind, said), cancel)
                : throw new Failure($"Tin nhắn phải có 1 đến {LongestText} octet UTF-8.", $"A text has 1 to {LongestText} octets of UTF-8.", 2);
        });
    }

    public static Verb Status(Language language)
    {
        var verb = new Verb(
            language, "status", "Gửi một mã trạng thái (short data).", "Sends a status code (short data).",
            "radionet radio status 7 --from 4520001 --talkgroup 1001 --repeater 452001 --secret-file secret.txt");
        var code = verb.Number("CODE", $"Mã, 0 đến {VirtualRadio.MostStatus}", $"The code, 0 to {VirtualRadio.MostStatus}");
        var words = RadioWords.Options(verb, language);
        var site = RadioSite.Options(verb);
        return verb.Asks((parsed, node, output, cancel) => parsed.GetRequiredValue(code) is var said and <= VirtualRadio.MostStatus
            ? SendAsync(parsed, node, output, words, site, (radio, called) => radio.SendStatus(called.Target, called.Kind, (ushort)said), cancel)
            : throw new Failure($"Mã trạng thái từ 0 đến {VirtualRadio.MostStatus}.", $"A status is 0 to {VirtualRadio.MostStatus}.", 2));
    }

    private static async Task SendAsync(
        ParseResult parsed, NodeClient node, Output output, RadioWords words, RadioSite.Words site, Func<VirtualRadio, RadioWords.Called, Transmission> make, CancellationToken cancel)
    {
        var called = await words.ReadAsync(parsed, node, cancel).ConfigureAwait(false);
        await Sending.SendAsync(parsed, node, output, site, called, make(new VirtualRadio(called.From, Sending.ColorCode), called), cancel).ConfigureAwait(false);
    }
}
