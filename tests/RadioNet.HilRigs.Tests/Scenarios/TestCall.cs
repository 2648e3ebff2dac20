using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Radios;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>
/// The 1031 Hz test pattern as a radio sends it (firmware-interfaces/mmdvm-modem, section "Calibration"): radio 1 talks to talkgroup
/// 9, each vocoder frame the same tone.
/// </summary>
internal static class TestCall
{
    /// <summary>Bits of a voice burst that are voice.</summary>
    public const int VoiceBits = VoiceBurst.Frames * VocoderFrame.Octets * 8;

    public static RadioId Source { get; } = new(1);

    public static TalkgroupId Target { get; } = new(9);

    private static ReadOnlySpan<byte> Tone => [0xCE, 0xA8, 0xFE, 0x83, 0xAC, 0xC4, 0x58, 0x20, 0x0A];

    /// <summary>A whole call: header, superframes for at least so long, terminator.</summary>
    public static ImmutableArray<TransmissionBurst> Bursts(ColorCode colorCode, TimeSpan duration)
    {
        var silence = new VirtualRadio(Source, colorCode).CallGroup(Target, VirtualRadio.SilenceFor(duration));
        return [.. silence.Bursts.Select(burst => burst.Kind.IsVoiceBurst() ? burst with { Payload = WithTone(burst.Payload.Span) } : burst)];
    }

    /// <summary>A burst as the frame that a modem is given.</summary>
    public static byte[] Frame(Timeslot slot, ReadOnlySpan<byte> burst)
    {
        byte[] frame = new byte[DmrData.Length];
        DmrData.Write(frame, slot, default, burst);
        return frame;
    }

    /// <summary>How many of a burst's voice bits are not the tone's.</summary>
    public static int WrongBits(ReadOnlySpan<byte> burst)
    {
        Span<byte> frame = stackalloc byte[VocoderFrame.Octets];
        int wrong = 0;
        for (int index = 0; index < VoiceBurst.Frames; index++)
        {
            VoiceBurst.ReadFrame(burst, index, frame);
            for (int octet = 0; octet < frame.Length; octet++) wrong += byte.PopCount((byte)(frame[octet] ^ Tone[octet]));
        }

        return wrong;
    }

    private static byte[] WithTone(ReadOnlySpan<byte> burst)
    {
        byte[] toned = burst.ToArray();
        for (int frame = 0; frame < VoiceBurst.Frames; frame++) VoiceBurst.WriteFrame(toned, frame, Tone);
        return toned;
    }
}
