using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>
/// The 1031 Hz pattern as a radio sends it (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Calibration"): radio 1
/// to talkgroup 9, colour code 1, each vocoder frame the same.
/// </summary>
internal static class TestTone
{
    private const int VoiceBursts = 6;

    private static readonly LinkControl Call = LinkControl.GroupVoice(new(9), new(1));
    private static readonly ColorCode Code = new(1);
    private static readonly byte[] Header = Make(burst => FullLinkControl.WriteVoiceHeader(burst, Call, Code, SyncPattern.MobileData));
    private static readonly byte[] Terminator = Make(burst => FullLinkControl.WriteTerminator(burst, Call, Code, SyncPattern.MobileData));
    private static readonly byte[][] Voice = [.. Enumerable.Range(0, VoiceBursts).Select(index => Make(burst => WriteVoice(burst, index)))];

    private static ReadOnlySpan<byte> Frame => [0xCE, 0xA8, 0xFE, 0x83, 0xAC, 0xC4, 0x58, 0x20, 0x0A];

    /// <summary>The 33 octets that belong where a modem says that a burst stood; empty of one that the pattern has not.</summary>
    public static ReadOnlySpan<byte> Expected(DmrControl control) => control switch
    {
        { IsVoice: true } => Voice[control.SuperframeIndex],
        { HasDataSync: true, DataType: DataType.VoiceHeader } => Header,
        { HasDataSync: true, DataType: DataType.Terminator } => Terminator,
        _ => default,
    };

    private static byte[] Make(Action<byte[]> write)
    {
        byte[] burst = new byte[BurstLayout.BurstOctets];
        write(burst);
        return burst;
    }

    private static void WriteVoice(byte[] burst, int index)
    {
        for (int frame = 0; frame < VoiceBurst.Frames; frame++) VoiceBurst.WriteFrame(burst, frame, Frame);
        if (index == 0)
        {
            Sync.Write(burst, SyncPattern.MobileVoice);
            return;
        }

        Span<uint> fragments = stackalloc uint[EmbeddedLinkControl.Fragments];
        EmbeddedLinkControl.Encode(Call, fragments);
        bool isFragment = index <= EmbeddedLinkControl.Fragments;
        new Emb(Code, PowerControl: false, isFragment ? EmbeddedLinkControl.LcssOf(index - 1) : Lcss.Single).Write(burst);
        BurstLayout.WriteEmbedded(burst, isFragment ? fragments[index - 1] : 0);
    }
}
