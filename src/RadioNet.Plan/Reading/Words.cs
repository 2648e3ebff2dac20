using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Reading;

/// <summary>The plan's words for the values of the model's enumerations.</summary>
internal static class Words
{
    public static ImmutableArray<(string Word, VocoderKind Value)> Vocoders { get; } =
        [("ambe2", VocoderKind.Ambe2), ("codec2-2400", VocoderKind.Codec2At2400)];

    public static ImmutableArray<(string Word, CallStart Value)> Starts { get; } =
        [("first", CallStart.First), ("all", CallStart.All)];

    public static ImmutableArray<(string Word, BaseStationMode Value)> Modes { get; } =
        [("conventional", BaseStationMode.Conventional), ("trunked", BaseStationMode.Trunked)];

    public static ImmutableArray<(string Word, UserRole Value)> Roles { get; } =
    [
        ("listener", UserRole.Listener),
        ("dispatcher", UserRole.Dispatcher),
        ("technician", UserRole.Technician),
        ("administrator", UserRole.Administrator),
    ];

    public static ImmutableArray<(string Word, ModemInversion Value)> Inversions { get; } =
        [("receive", ModemInversion.Receive), ("transmit", ModemInversion.Transmit), ("ptt", ModemInversion.Ptt)];

    public static ImmutableArray<(string Word, bool Value)> Flags { get; } = [("true", true), ("false", false)];

    public static string Of<T>(ImmutableArray<(string Word, T Value)> words, T value)
        where T : struct
    {
        foreach (var (word, known) in words)
        {
            if (EqualityComparer<T>.Default.Equals(known, value))
            {
                return word;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "The plan has no word for this value.");
    }
}
