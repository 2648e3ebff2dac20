using System.CommandLine;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Radios;
using RadioNet.Voice.Files;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Command.Radio;

/// <summary><c>radionet radio say</c> and <c>emergency</c>: a virtual radio talks.</summary>
internal static class SayVerb
{
    private static readonly TimeSpan _emergencyLength = TimeSpan.FromSeconds(2);

    public static Verb Say(Language language)
    {
        var verb = new Verb(
            language, "say", "Nói một tệp WAV trên nhóm gọi, hoặc với một máy.", "Says a WAV file on a talkgroup, or to a radio.",
            "radionet radio say hello.wav --from 4520001 --talkgroup 1001 --repeater 452001 --secret-file secret.txt",
            "radionet radio say hello.wav --from 4520001 --radio 4520002 --vocoder codec2-2400 --repeater 452001 --secret-file secret.txt");
        var file = verb.Word("FILE", "Tệp WAV: PCM, 8 đến 192 kHz", "The WAV file: PCM, 8 to 192 kHz");
        var words = RadioWords.Options(verb, language);
        var emergency = verb.Option<bool>("--emergency", null, "Cuộc gọi khẩn cấp", "As an emergency call");
        var vocoder = verb.Option<string>("--vocoder", "NAME", "Bộ mã thoại (mặc định: của nhóm)", "The vocoder (the talkgroup's otherwise)");
        var local = LocalVocoders.Options(verb);
        var site = RadioSite.Options(verb);
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var called = await words.ReadAsync(parsed, node, cancel).ConfigureAwait(false);
            var name = parsed.GetValue(vocoder) ?? called.Talkgroup?.Vocoder ?? VocoderNames.Ambe2;
            var speech = await ReadAsync(parsed.GetRequiredValue(file), cancel).ConfigureAwait(false);
            var frames = Encode(local, parsed, name, speech);
            Warn(called, TimeSpan.FromSeconds((double)speech.Length / SpeechFrame.SamplesPerSecond), language);
            await TalkAsync(parsed, node, output, site, called, frames, parsed.GetValue(emergency), cancel).ConfigureAwait(false);
        });
    }

    public static Verb Emergency(Language language)
    {
        var verb = new Verb(
            language, "emergency", "Báo khẩn cấp trên nhóm gọi: một lượt nói im lặng mang bit khẩn cấp.", "Raises an emergency on a talkgroup: a silent spurt that carries the emergency bit.",
            "radionet radio emergency --from 4520001 --talkgroup 1001 --repeater 452001 --secret-file secret.txt");
        var words = RadioWords.Options(verb, language);
        var site = RadioSite.Options(verb);
        return verb.Asks(async (parsed, node, output, cancel) =>
        {
            var called = await words.ReadAsync(parsed, node, cancel).ConfigureAwait(false);
            var silence = called.Talkgroup?.Vocoder == VocoderNames.Codec2At2400 ? Simulator.Speech.SpokenPhrases.Silence : VirtualRadio.AmbeSilence;
            var frames = new ulong[(int)(_emergencyLength / SpeechFrame.Duration)];
            Array.Fill(frames, silence);
            await TalkAsync(parsed, node, output, site, called, frames, isEmergency: true, cancel).ConfigureAwait(false);
        });
    }

    private static ulong[] Encode(LocalVocoders.Words words, ParseResult parsed, string name, short[] speech)
    {
        using var vocoders = LocalVocoders.Open(words, parsed);
        return Codecs.Encode(Codecs.Find(vocoders.Catalogue, name), speech);
    }

    private static async Task TalkAsync(
        ParseResult parsed, NodeClient node, Output output, RadioSite.Words words, RadioWords.Called called, ulong[] frames, bool isEmergency, CancellationToken cancel)
    {
        var radio = new VirtualRadio(called.From, Sending.ColorCode);
        var options = isEmergency ? new ServiceOptions(ServiceOptions.EmergencyBit) : default;
        var transmission = called.Kind == AddressKind.Group
            ? radio.CallGroup(new TalkgroupId(called.Target), frames, options)
            : radio.CallUnit(new RadioId(called.Target), frames, options);
        await Sending.SendAsync(parsed, node, output, words, called, transmission, cancel).ConfigureAwait(false);
    }

    private static async Task<short[]> ReadAsync(string path, CancellationToken cancel)
    {
        byte[] file;
        try
        {
            file = await File.ReadAllBytesAsync(path, cancel).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new Failure($"Không đọc được {path}: {failed.Message}", $"{path} cannot be read: {failed.Message}");
        }

        if (!SpeechFile.TryRead(file, out var speech, out var problem))
        {
            throw new Failure($"{path} {problem.Vi}", $"{path} {problem.En}");
        }

        return speech.Length > 0 ? speech : throw new Failure($"{path} không có âm thanh.", $"{path} has no sound in it.");
    }

    private static void Warn(RadioWords.Called called, TimeSpan length, Language language)
    {
        if (called.Talkgroup?.TimeLimit?.ToTimeSpan() is { } limit && length > limit)
        {
            Console.Error.WriteLine(language.Say(
                $"Tệp dài {length.TotalSeconds:F0} giây; nhóm {called.Target} chỉ cho nói {limit.TotalSeconds:F0} giây một lượt: phần sau bị cắt.",
                $"The file is {length.TotalSeconds:F0} s long; talkgroup {called.Target} lets one talk for {limit.TotalSeconds:F0} s: the rest is cut."));
        }
    }
}
