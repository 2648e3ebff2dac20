using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>The bursts of one voice call, with speech that tells its place: no two bursts of a call are alike.</summary>
internal sealed class Air(LinkControl lc, ColorCode colorCode, bool mobile = true)
{
    private readonly uint[] _fragments = Fragments(lc);

    public LinkControl LinkControl => lc;

    public SyncPattern DataSync => mobile ? SyncPattern.MobileData : SyncPattern.BaseStationData;

    public static LinkControl Group(uint target = 1001, uint source = 4520001, byte options = 0) =>
        LinkControl.GroupVoice(new TalkgroupId(target), new RadioId(source), new ServiceOptions(options));

    public byte[] Header()
    {
        var burst = new byte[33];
        FullLinkControl.WriteVoiceHeader(burst, lc, colorCode, DataSync);
        return burst;
    }

    public byte[] Terminator()
    {
        var burst = new byte[33];
        FullLinkControl.WriteTerminator(burst, lc, colorCode, DataSync);
        return burst;
    }

    /// <summary>The n-th voice burst, from 0, in a superframe that carries the call's link control or another message.</summary>
    public byte[] Voice(int number, LinkControl? message = null)
    {
        var burst = new byte[33];
        int index = number % 6;
        uint[] fragments = message is { } other ? Fragments(other) : _fragments;
        VoiceBurst.Encode(burst, Speech(number));
        if (index == 0) Sync.Write(burst, mobile ? SyncPattern.MobileVoice : SyncPattern.BaseStationVoice);
        else new Emb(colorCode, false, index == 5 ? Lcss.Single : EmbeddedLinkControl.LcssOf(index - 1)).Write(burst);
        if (index > 0) BurstLayout.WriteEmbedded(burst, index == 5 ? 0 : fragments[index - 1]);
        return burst;
    }

    /// <summary>The speech bits of the n-th voice burst.</summary>
    public ulong[] Speech(int number)
    {
        ulong seed = ((ulong)lc.Source.Value << 24 ^ lc.Target) * 0x9E37_79B9_7F4A_7C15;
        ulong[] infos = new ulong[3];
        for (int frame = 0; frame < 3; frame++)
            infos[frame] = ((ulong)number * 3 + (ulong)frame + 1) * 0x1_0000_0101 * 7 + seed & 0x1_FFFF_FFFF_FFFF;
        return infos;
    }

    /// <summary>Which voice burst carries this speech; −1 when none of the first so many does.</summary>
    public int NumberOf(ReadOnlySpan<byte> burst, int most)
    {
        var infos = new ulong[3];
        VoiceBurst.Decode(burst, infos, out _);
        for (int number = 0; number < most; number++)
        {
            if (Speech(number).AsSpan().SequenceEqual(infos)) return number;
        }

        return -1;
    }

    public static DmrControl Control(int number) => DmrControl.FromSuperframeIndex(number % 6);

    public static DmrdBurst Kind(int number) => DmrdBurstExtensions.FromSuperframeIndex(number % 6);

    private static uint[] Fragments(LinkControl message)
    {
        var fragments = new uint[4];
        EmbeddedLinkControl.Encode(message, fragments);
        return fragments;
    }
}
