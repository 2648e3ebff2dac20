using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Talking;

/// <summary>Makes DMR bursts of a talker's vocoder frames: a header, whole superframes, a terminator (ETSI TS 102 361-1, clause 5.1.2.1).</summary>
internal sealed class SpurtWriter(IBurstSink sink)
{
    private readonly byte[] _burst = new byte[BurstLayout.BurstOctets];
    private readonly uint[] _fragments = new uint[EmbeddedLinkControl.Fragments];
    private TalkSpurt _spurt = null!;
    private int _frames;
    private byte _sequence;

    /// <summary>Frames that are missing to whole superframes.</summary>
    public int MissingFrames => (FramesOfSuperframe - _frames % FramesOfSuperframe) % FramesOfSuperframe;

    /// <summary>Frames of a superframe: 360 ms.</summary>
    public const int FramesOfSuperframe = VoiceMiddle.Bursts * VoiceBurst.Frames;

    public void Begin(TalkSpurt spurt)
    {
        (_spurt, _frames, _sequence) = (spurt, 0, 0);
        FullLinkControl.WriteVoiceHeader(_burst, spurt.Call, spurt.ColorCode);
        Send(DmrdBurst.VoiceHeader);
    }

    /// <summary>Adds a frame of 9 octets; the third of a burst sends it.</summary>
    public void Add(ReadOnlySpan<byte> frame)
    {
        int index = _frames / VoiceBurst.Frames % VoiceMiddle.Bursts;
        VoiceBurst.WriteFrame(_burst, _frames % VoiceBurst.Frames, frame);
        if (_frames % FramesOfSuperframe == 0) EmbeddedLinkControl.Encode(_spurt.Embedded(_frames / FramesOfSuperframe), _fragments);
        if (++_frames % VoiceBurst.Frames != 0) return;
        VoiceMiddle.Write(_burst, index, _fragments, _spurt.ColorCode, SyncPattern.BaseStationVoice);
        Send(DmrdBurstExtensions.FromSuperframeIndex(index));
    }

    public void End()
    {
        FullLinkControl.WriteTerminator(_burst, _spurt.Call, _spurt.ColorCode);
        Send(DmrdBurst.Terminator);
    }

    private void Send(DmrdBurst burst) => sink.Take(burst, _sequence++, _burst);
}
