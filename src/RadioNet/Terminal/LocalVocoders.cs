using System.CommandLine;
using RadioNet.Core.Vocoding;
using RadioNet.Voice.Vocoders;
using RadioNet.Voice.Vocoders.Ambe;

namespace RadioNet.Command.Terminal;

/// <summary>The vocoders of this machine for a verb that hears or talks by itself: its chips are open as long as this is.</summary>
internal sealed class LocalVocoders : IDisposable
{
    /// <summary>How long a chip may take to say that it is there.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(4);

    private readonly List<AmbeDevice> _chips;

    private LocalVocoders(VocoderPlaces places)
    {
        _chips = [.. places.Chips.Select(address => new AmbeDevice(address))];
        Catalogue = new VocoderCatalogue(new VocoderSources { AmbeDevices = [.. _chips], AmbeLibraries = places.Libraries });
    }

    public VocoderCatalogue Catalogue { get; }

    /// <summary>The options that name chips and libraries.</summary>
    public static Words Options(Verb verb) => new(
        verb.Option<string[]>(
            "--ambe", "ADDRESS", "Thiết bị AMBE để nghe và nói trên máy tính: serial:/dev/ttyUSB0?baud=460800 hoặc udp:HOST:PORT; ghi nhiều lần được",
            "An AMBE device to hear and talk with at computers: serial:/dev/ttyUSB0?baud=460800 or udp:HOST:PORT; more than one may be named"),
        verb.Option<string[]>(
            "--vocoder-library", "NAME=FILE", "Thư viện bộ mã thoại do bạn cung cấp, như ambe2=/opt/vocoder/libambe.so",
            "A vocoder's library that you supply, such as ambe2=/opt/vocoder/libambe.so"));

    /// <summary>Opens what the options name, and waits a little for chips.</summary>
    public static LocalVocoders Open(Words words, ParseResult parsed)
    {
        if (!VocoderPlaces.TryRead(parsed.GetValue(words.Chips) ?? [], parsed.GetValue(words.Libraries) ?? [], out var places, out var problems))
        {
            throw new Failure(problems, 2);
        }

        var vocoders = new LocalVocoders(places);
        vocoders._chips.ForEach(chip => chip.Start());
        SpinWait.SpinUntil(() => vocoders._chips.TrueForAll(chip => chip.Health.IsUp), _patience);
        return vocoders;
    }

    public void Dispose() => _chips.ForEach(chip => chip.Dispose());

    internal sealed record Words(Option<string[]> Chips, Option<string[]> Libraries);
}
