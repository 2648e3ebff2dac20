using System.CommandLine;
using RadioNet.Api;
using RadioNet.Command.Modems;
using RadioNet.Command.Terminal;
using RadioNet.Protocols;
using RadioNet.Voice.Recording;

namespace RadioNet.Command.Radio;

/// <summary><c>radionet radio listen</c>: what a radio at a site hears of a talkgroup, as a WAV file.</summary>
internal static class ListenVerb
{
    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "listen", "Nghe một nhóm gọi vào tệp WAV, đến hết --for hoặc Ctrl-C.", "Listens to a talkgroup into a WAV file, until --for or Ctrl-C.",
            "radionet radio listen heard.wav --talkgroup 1001 --repeater 452002 --secret-file secret.txt --for 60s");
        var file = verb.Word("FILE", "Tệp WAV mới: PCM 16 bit, 8 kHz", "The new WAV file: PCM of 16 bits at 8 kHz");
        var talkgroup = RadioWords.Required(verb.Option<uint>("--talkgroup", "ID", "Nhóm gọi", "The talkgroup"));
        var vocoder = verb.Option<string>("--vocoder", "NAME", "Bộ mã thoại (mặc định: của nhóm)", "The vocoder (the talkgroup's otherwise)");
        var length = TimeWords.Span(verb.Option<TimeSpan?>("--for", "TIME", "Nghe bao lâu: 30s, 5m", "Listens so long: 30s, 5m"), language);
        var local = LocalVocoders.Options(verb);
        var words = RadioSite.Options(verb);
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var asked = await node.Plan.GetTalkgroupAsync(new GetTalkgroupRequest { Id = parsed.GetRequiredValue(talkgroup) }, cancellationToken: cancel);
            var path = parsed.GetRequiredValue(file);
            using var stop = new StopSignals(cancel);
            using var vocoders = LocalVocoders.Open(local, parsed);
            using var ear = new RadioEar(Codecs.Find(vocoders.Catalogue, parsed.GetValue(vocoder) ?? asked.Vocoder), asked.Id, (talker, spoke) => Tell(output, talker, spoke));
            var site = await RadioSite.OpenAsync(words, parsed, node, cancel).ConfigureAwait(false);
            await using (site.ConfigureAwait(false))
            {
                site.Repeater.BurstHeard += ear.OnBurst;
                Progress(language, asked.Id, site.Site);
                stop.EndAfter(parsed.GetValue(length));
                await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                site.Repeater.BurstHeard -= ear.OnBurst;
            }

            var heard = ear.Finish();
            await NewFile.SaveAsync(path, SpeechWav.Of(heard), CancellationToken.None).ConfigureAwait(false);
            Sum(output, path, heard);
        });
    }

    private static void Progress(Language language, uint talkgroup, string site) => Console.Error.WriteLine(
        language.Say($"Đang nghe nhóm {talkgroup} ở {site}. Ctrl-C để kết thúc.", $"Listening to talkgroup {talkgroup} at {site}. Ctrl-C ends."));

    private static void Tell(Output output, RadioId talker, TimeSpan spoke)
    {
        if (output.Json)
        {
            output.Object(json =>
            {
                json.WriteNumber("source", talker.Value);
                json.WriteNumber("seconds", spoke.TotalSeconds);
            });
            return;
        }

        output.Say($"{talker}: {spoke.TotalSeconds:F1} giây", $"{talker}: {spoke.TotalSeconds:F1} s");
    }

    private static void Sum(Output output, string path, short[] heard)
    {
        var seconds = (double)heard.Length / Voice.Vocoders.SpeechFrame.SamplesPerSecond;
        if (output.Json)
        {
            output.Object(json =>
            {
                json.WriteString("file", path);
                json.WriteNumber("seconds", seconds);
            });
            return;
        }

        output.Say($"{path}: {seconds:F1} giây.", $"{path}: {seconds:F1} s.");
    }
}
