using System.Collections.Immutable;

namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>A rig file's words for the values of enumerations.</summary>
internal static class RigWords
{
    public static ImmutableArray<(string Word, RigAbility Value)> Abilities { get; } =
    [
        ("handshake", RigAbility.Handshake),
        ("configure", RigAbility.Configure),
        ("keying", RigAbility.Keying),
        ("loopback", RigAbility.Loopback),
        ("replug", RigAbility.Replug),
        ("noisy-line", RigAbility.NoisyLine),
        ("soak", RigAbility.Soak),
    ];

    public static ImmutableArray<(string Word, AttachmentKind Value)> Attachments { get; } =
    [
        ("antenna", AttachmentKind.Antenna),
        ("dummy-load", AttachmentKind.DummyLoad),
        ("loopback-attenuator", AttachmentKind.LoopbackAttenuator),
        ("second-modem", AttachmentKind.SecondModem),
        ("second-radio", AttachmentKind.SecondRadio),
    ];

    public static ImmutableArray<(string Word, VirtualBoard Value)> Boards { get; } =
    [
        ("mmdvm-2026", VirtualBoard.Mmdvm2026),
        ("mmdvm-2021", VirtualBoard.Mmdvm2021),
        ("hs-hat", VirtualBoard.HsHat),
        ("hs-dual-hat", VirtualBoard.HsDualHat),
    ];

    public static ImmutableArray<(string Word, VirtualLine Value)> Lines { get; } =
        [("pty", VirtualLine.Terminal), ("udp", VirtualLine.Udp), ("tcp", VirtualLine.Tcp)];

    public static ImmutableArray<(string Word, ReplugWay Value)> Replugs { get; } =
        [("manual", ReplugWay.Manual), ("usb-power", ReplugWay.UsbPower), ("virtual", ReplugWay.Virtual)];

    public static string Of<T>(ImmutableArray<(string Word, T Value)> words, T value)
        where T : struct => words.First(word => EqualityComparer<T>.Default.Equals(word.Value, value)).Word;
}
