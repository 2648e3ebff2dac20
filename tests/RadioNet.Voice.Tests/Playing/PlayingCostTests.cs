using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Talking;
using RadioNet.Voice.Tests.Vocoders;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.Playing;

/// <summary>What hearing and talking cost beside the coders: no allocation per piece, whatever the link does.</summary>
[Collection(nameof(Alone))]
public sealed class PlayingCostTests : ISpeechSink, IBurstSink
{
    private const int Warm = 10;
    private const int Rounds = 40;

    private readonly short[] _samples = new short[SpeechFrame.Samples];
    private readonly PlayoutBuffer _playout = new();
    private CallPlayer? _player;
    private TimeSpan _now;
    private ulong _spurt;
    private int _pieces;
    private int _bursts;

    /// <summary>Spurt after spurt from a microphone to a loudspeaker, with losses, bursts that overtake others and stalls.</summary>
    [Fact]
    public void From_a_microphone_to_a_loudspeaker_nothing_is_allocated()
    {
        var vocoder = Codec2Tests.Vocoder(VocoderNames.Codec2At2400);
        short[] speech = WavFile.Read("vi-doi-1-tra-loi.wav");
        Assert.True(TalkEncoder.TryOpen(vocoder, this, out var talker, out _));
        Assert.True(CallPlayer.TryOpen(vocoder, 1, this, out _player, out _));
        var spurt = new TalkSpurt(LinkControl.GroupVoice(new TalkgroupId(1), new RadioId(2)), new ColorCode(1));
        long allocated = 0;
        GC.Collect();
        for (int round = 0; round < Warm + Rounds; round++)
        {
            if (round == Warm) (allocated, _pieces) = (Allocated.SoFar(), 0);
            _spurt++;
            talker.Begin(spurt);
            for (int piece = 0; piece < 100; piece++)
            {
                _now += SpeechFrame.Duration;
                talker.Take(speech.AsSpan(piece * SpeechFrame.Samples, SpeechFrame.Samples));
                _player.Advance(_now);
                _playout.Pull(_samples, _now);
            }

            talker.End();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
        Assert.InRange(_pieces, Rounds * 60, Rounds * 110);
        Assert.True(_player.Counters is { Concealed: > 100, Late: > 5, Trimmed: > 5 }, _player.Counters.ToString());
        _player.Dispose();
        talker.Dispose();
    }

    void ISpeechSink.Take(in SpeechPiece piece, ReadOnlySpan<short> samples)
    {
        _pieces++;
        _playout.Put(piece, samples, _now);
    }

    void IBurstSink.Take(DmrdBurst burst, byte sequence, ReadOnlySpan<byte> payload)
    {
        if (++_bursts % 11 == 0) return;

        // Now and then the number is one that came before, and now and then time has stood still for a while.
        byte number = _bursts % 13 == 0 ? (byte)(sequence - 6) : sequence;
        if (_bursts % 101 == 0) _now += TimeSpan.FromMilliseconds(400);
        _player!.Take(new SpokenBurst { Spurt = _spurt, Burst = burst, Sequence = number, Arrived = _now, Payload = payload }, _now);
    }
}
