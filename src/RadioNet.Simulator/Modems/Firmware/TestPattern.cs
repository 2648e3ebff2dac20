using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// The 1031 Hz test pattern (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Calibration"): radio 1 talks to
/// talkgroup 9 with colour code 1, each vocoder frame the same tone.
/// </summary>
internal sealed class TestPattern
{
    private const int VoiceBursts = 6;

    private readonly byte[][] _bursts;

    private TestPattern(SyncPattern voice, SyncPattern data)
    {
        var call = LinkControl.GroupVoice(new(9), new(1));
        var colorCode = new ColorCode(1);
        byte[] header = new byte[BurstLayout.BurstOctets];
        byte[] terminator = new byte[BurstLayout.BurstOctets];
        FullLinkControl.WriteVoiceHeader(header, call, colorCode, data);
        FullLinkControl.WriteTerminator(terminator, call, colorCode, data);
        _bursts = [header, .. Enumerable.Range(0, VoiceBursts).Select(index => MakeVoice(index, call, colorCode, voice)), terminator];
    }

    /// <summary>As a base station sends it.</summary>
    public static TestPattern BaseStation { get; } = new(SyncPattern.BaseStationVoice, SyncPattern.BaseStationData);

    /// <summary>As a radio sends it.</summary>
    public static TestPattern Mobile { get; } = new(SyncPattern.MobileVoice, SyncPattern.MobileData);

    /// <summary>
    /// What the CACH says meanwhile, as DMR_SHORTLC's payload: activity for talkgroup 9. It is meant for timeslot 2, but hosts
    /// and firmware have the activities in the other order than the standard, which reads timeslot 1 with the hash of timeslot 2.
    /// </summary>
    public static ReadOnlySpan<byte> ShortLc => [0x33, 0x3A, 0xA0, 0x30, 0x00, 0x55, 0xA6, 0x5F, 0x50];

    private static ReadOnlySpan<byte> Tone => [0xCE, 0xA8, 0xFE, 0x83, 0xAC, 0xC4, 0x58, 0x20, 0x0A];

    public ReadOnlySpan<byte> Header => _bursts[0];

    public ReadOnlySpan<byte> Terminator => _bursts[^1];

    /// <summary>Voice burst A (0) to F (5).</summary>
    public ReadOnlySpan<byte> Voice(int index) => _bursts[1 + index];

    private static byte[] MakeVoice(int index, in LinkControl call, ColorCode colorCode, SyncPattern sync)
    {
        byte[] burst = new byte[BurstLayout.BurstOctets];
        for (int frame = 0; frame < VoiceBurst.Frames; frame++) VoiceBurst.WriteFrame(burst, frame, Tone);
        if (index == 0)
        {
            Sync.Write(burst, sync);
            return burst;
        }

        Span<uint> fragments = stackalloc uint[EmbeddedLinkControl.Fragments];
        EmbeddedLinkControl.Encode(call, fragments);
        bool hasFragment = index <= fragments.Length;
        new Emb(colorCode, PowerControl: false, hasFragment ? EmbeddedLinkControl.LcssOf(index - 1) : Lcss.Single).Write(burst);
        BurstLayout.WriteEmbedded(burst, hasFragment ? fragments[index - 1] : 0);
        return burst;
    }
}
