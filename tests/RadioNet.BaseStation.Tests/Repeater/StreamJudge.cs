using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>
/// Holds the bursts of one timeslot against what a whole voice stream is (ETSI TS 102 361-1, clause 5.1.2): headers, A to F without
/// a break, a terminator where a burst A would stand, one link control throughout; data only between. Codes have no errors.
/// </summary>
internal sealed class StreamJudge(ColorCode colorCode, bool duplex)
{
    private const int BeforeVoice = -1;

    private readonly List<uint> _fragments = [];
    private int _next = BeforeVoice;

    /// <summary>Whether a stream has begun and not ended.</summary>
    public bool IsOpen => Open is not null;

    /// <summary>The stream that is open.</summary>
    public LinkControl? Open { get; private set; }

    /// <summary>Streams that were whole.</summary>
    public List<LinkControl> Streams { get; } = [];

    /// <summary>Messages of embedded signalling that were whole, in order.</summary>
    public List<LinkControl> Embedded { get; } = [];

    public void Take(ReadOnlySpan<byte> burst)
    {
        var sync = Sync.Recognise(burst, out int errors);
        Assert.Equal(0, errors);
        if (sync == (duplex ? SyncPattern.BaseStationData : SyncPattern.MobileData)) TakeDataSync(burst);
        else if (sync == (duplex ? SyncPattern.BaseStationVoice : SyncPattern.MobileVoice)) TakeVoice(burst, 0);
        else TakeVoice(burst, _next);
    }

    private void TakeDataSync(ReadOnlySpan<byte> burst)
    {
        Assert.True(SlotType.TryRead(burst, out var slotType, out int corrected));
        Assert.Equal(0, corrected);
        Assert.Equal(colorCode, slotType.ColorCode);
        switch (slotType.DataType)
        {
            case DataType.VoiceHeader:
                Assert.True(FullLinkControl.TryReadHeader(burst, out var header, out corrected));
                Assert.Equal(0, corrected);
                if (Open is { } known) Assert.Equal((known.Source, known.Target, known.TargetKind), (header.Source, header.Target, header.TargetKind));
                Assert.Equal(BeforeVoice, _next);
                Open = header;
                break;
            case DataType.PrivacyHeader:
                Assert.True(IsOpen && _next == BeforeVoice, "A PI header stands between headers and voice.");
                break;
            case DataType.Terminator:
                Assert.True(FullLinkControl.TryReadTerminator(burst, out var terminator, out corrected));
                Assert.Equal(0, corrected);
                Assert.True(IsOpen, "A terminator ends nothing.");
                Assert.True(_next is BeforeVoice or 0, $"A terminator stands where burst {"ABCDEF"[Math.Max(0, _next)]} belongs.");
                Assert.Equal(Open!.Value.Target, terminator.Target);
                Assert.Equal(Open.Value.Source, terminator.Source);
                Streams.Add(Open.Value);
                (Open, _next) = (null, BeforeVoice);
                break;
            default:
                Assert.False(IsOpen, $"{slotType.DataType} stands within a voice stream.");
                break;
        }
    }

    private void TakeVoice(ReadOnlySpan<byte> burst, int index)
    {
        Assert.True(IsOpen, "Voice without a header.");
        Assert.True(index == (_next == BeforeVoice ? 0 : _next), $"Voice burst {index} stands where {_next} belongs.");
        if (index > 0)
        {
            Assert.True(Emb.TryRead(burst, out var emb, out int corrected));
            Assert.Equal(0, corrected);
            Assert.Equal(colorCode, emb.ColorCode);
            Assert.Equal(index == 5 ? Lcss.Single : EmbeddedLinkControl.LcssOf(index - 1), emb.Lcss);
            if (index == 1) _fragments.Clear();
            if (index < 5) _fragments.Add(BurstLayout.ReadEmbedded(burst));
            if (index == 4)
            {
                Assert.True(EmbeddedLinkControl.TryDecode(_fragments.ToArray(), out var lc, out corrected));
                Assert.Equal(0, corrected);
                Embedded.Add(lc);
            }
        }

        _next = (index + 1) % 6;
    }
}
