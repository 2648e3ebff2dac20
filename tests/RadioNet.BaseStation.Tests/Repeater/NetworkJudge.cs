using RadioNet.BaseStation.Repeater;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Tests.Repeater;

/// <summary>Holds what a node is sent of one timeslot's voice against what it is promised: header, bursts in order, terminator.</summary>
internal sealed class NetworkJudge
{
    private LinkControl? _open;
    private int _last = -1;

    public bool IsOpen => _open is not null;

    /// <summary>The link fell: what was open ends without a word.</summary>
    public void Cut() => _open = null;

    public void Take(in LinkBurst head, byte[] burst, in UplinkPlace place)
    {
        if (!head.Burst.IsVoice())
        {
            Assert.False(IsOpen, "Data within a voice spurt.");
            Assert.Equal(SyncPattern.MobileData, Sync.Recognise(burst, out int wrong));
            Assert.Equal(0, wrong);
            return;
        }

        Assert.Equal(head.Burst == DmrdBurst.Terminator, place.Ends);
        switch (head.Burst)
        {
            case DmrdBurst.VoiceHeader:
                Assert.True(FullLinkControl.TryReadHeader(burst, out var header));
                Assert.Equal(!IsOpen, place.Begins);
                if (IsOpen) Assert.Equal(_open, header);
                else _last = -1;
                _open = header;
                Assert.Equal(-1, _last);
                break;
            case DmrdBurst.Terminator:
                Assert.True(IsOpen, "A terminator ends nothing.");
                Assert.True(FullLinkControl.TryReadTerminator(burst, out var terminator));
                Assert.Equal((_open!.Value.Source, _open.Value.Target), (terminator.Source, terminator.Target));
                _open = null;
                break;
            case DmrdBurst.PrivacyHeader:
                Assert.True(IsOpen, "A PI header without a header.");
                break;
            default:
                int index = head.Burst.SuperframeIndex();
                Assert.True(IsOpen, "Voice without a header.");
                Assert.False(place.Begins);
                Assert.True(place.Ahead >= 1);
                if (_last >= 0) Assert.Equal(index, (_last + place.Ahead) % 6);
                _last = index;
                if (index == 0) Assert.Equal(SyncPattern.MobileVoice, Sync.Recognise(burst));
                else Assert.True(Emb.TryRead(burst, out _, out int corrected) && corrected == 0);
                break;
        }

        if (IsOpen) Assert.Equal((_open!.Value.Source, _open.Value.Target), (head.Source, head.Target));
    }
}
