using System.CommandLine;
using RadioNet.Command.Terminal;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Recording;

namespace RadioNet.Command.Verbs;

/// <summary>As what a recording is written to a file: as it is, its voice bursts, or speech.</summary>
internal sealed class RecordingForm
{
    private readonly Option<bool> _bursts;
    private readonly Option<bool> _wav;
    private readonly LocalVocoders.Words _vocoders;

    private RecordingForm(Verb verb) => (_bursts, _wav, _vocoders) = (
        verb.Option<bool>("--bursts", null, "Chỉ các cụm thoại A đến F, mỗi cụm 33 octet, nối nhau", "Only the voice bursts A to F, 33 octets each, one behind the other"),
        verb.Option<bool>(
            "--wav", null, "Tiếng nói, WAV 8 kHz 16 bit, đúng thời gian thực kể cả khoảng lặng; cần bộ mã thoại của nhóm trên máy này",
            "Speech, WAV of 8 kHz and 16 bits, in its real time with silence between turns; needs the talkgroup's vocoder on this machine"),
        LocalVocoders.Options(verb));

    /// <summary>Adds the options to a verb.</summary>
    public static RecordingForm Of(Verb verb, Language language)
    {
        var form = new RecordingForm(verb);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(form._bursts) && result.GetValue(form._wav))
            {
                result.AddError(language.Say("Chọn --bursts hoặc --wav, không phải cả hai.", "Choose --bursts or --wav, not both."));
            }
        });
        return form;
    }

    /// <summary>What is to be written.</summary>
    /// <exception cref="Failure">The speech cannot be decoded here: it says what is missing.</exception>
    public byte[] Write(byte[] recording, ParseResult parsed) =>
        parsed.GetValue(_wav) ? SpeechOf(recording, parsed) : parsed.GetValue(_bursts) ? VoiceOf(recording) : recording;

    private byte[] SpeechOf(byte[] recording, ParseResult parsed)
    {
        using var vocoders = LocalVocoders.Open(_vocoders, parsed);
        return RecordingSpeech.TryDecode(recording, vocoders.Catalogue, out var samples, out var refusal)
            ? SpeechWav.Of(samples)
            : throw new Failure($"Không nghe được bản ghi này ở đây: {refusal.Vi}", $"This recording cannot be heard here: {refusal.En}");
    }

    private static byte[] VoiceOf(byte[] octets)
    {
        using var voice = new MemoryStream();
        var reader = new RecordingReader(octets);
        while (reader.Read())
        {
            if (reader.Kind == RecordingKind.Frame && RecordingFrame.TryRead(reader.Body, out var frame) && frame.Burst.IsVoiceBurst())
            {
                voice.Write(frame.Payload);
            }
        }

        return voice.ToArray();
    }
}
