using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Speech;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Talking;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Consoles.Tests;

/// <summary>Speech as a radio says it, as bursts hold it, and as loudspeakers get it; the vocoder is that of the rig's talkgroups.</summary>
internal static class Speech
{
    private const int FramesOfSuperframe = 18;

    private static readonly IVocoder _vocoder = new VocoderCatalogue(new VocoderSources()).Find(VocoderNames.Codec2At2400)!;

    /// <summary>Skips a test where nothing can encode and decode.</summary>
    public static void NeedsVocoder() => Assert.SkipUnless(_vocoder.Availability.CanEncode, "This test needs libcodec2, of the Debian package codec2.");

    /// <summary>A radio's call on talkgroup 1001: a phrase, over and over, for as many superframes of 360 ms.</summary>
    public static Transmission Say(int superframes)
    {
        var phrase = SpokenPhrases.Frames(Phrase.CommandCallsTeam1Vi);
        ulong[] frames = [.. Enumerable.Range(0, superframes * FramesOfSuperframe).Select(i => phrase[i % phrase.Length])];
        return new VirtualRadio(new RadioId(4_520_001), new ColorCode(1)).CallGroup(new TalkgroupId(1001), frames);
    }

    /// <summary>What was said in a call.</summary>
    public static short[] Of(Transmission call) => Decode(call.Bursts.Where(burst => burst.Kind.IsVoiceBurst()).Select(burst => burst.Payload.ToArray()));

    /// <summary>What the node makes of a call for its consoles, with the level control.</summary>
    public static short[] Played(Transmission call)
    {
        var ears = new Ears();
        Assert.True(CallPlayer.TryOpen(_vocoder, 1, ears, out var player, out _));
        using (player)
        {
            for (var i = 0; i < call.Bursts.Length; i++)
            {
                var now = TimeSpan.FromMilliseconds(60 * i);
                player.Take(new SpokenBurst { Spurt = 1, Burst = call.Bursts[i].Kind, Sequence = (byte)i, Arrived = now, Payload = call.Bursts[i].Payload.Span }, now);
                player.Advance(now);
            }

            player.End(TimeSpan.FromMilliseconds(60 * call.Bursts.Length));
        }

        return [.. ears.Speech];
    }

    /// <summary>Speech of voice bursts, 8 kHz.</summary>
    public static short[] Decode(IEnumerable<byte[]> bursts)
    {
        Assert.True(_vocoder.TryOpenDecoder(out var decoder, out _));
        using (decoder)
        {
            var all = new List<short>();
            var (speech, frame) = (new short[SpeechFrame.Samples], new byte[9]);
            foreach (var burst in bursts)
            {
                for (var i = 0; i < VoiceBurst.Frames; i++)
                {
                    VoiceBurst.ReadFrame(burst, i, frame);
                    Assert.True(decoder.Offer(frame) && decoder.TryTake(speech, out _));
                    all.AddRange(speech);
                }
            }

            return [.. all];
        }
    }

    /// <summary>What becomes of a microphone's speech on its way: the high-pass, the limiter, the vocoder there and back.</summary>
    public static short[] Through(short[] microphone)
    {
        var bursts = new Bursts();
        Assert.True(TalkEncoder.TryOpen(_vocoder, bursts, out var encoder, out _));
        using (encoder)
        {
            encoder.Begin(new TalkSpurt(LinkControl.GroupVoice(new TalkgroupId(1001), new RadioId(1), default), new ColorCode(1)));
            for (var at = 0; at + SpeechFrame.Samples <= microphone.Length; at += SpeechFrame.Samples)
            {
                encoder.Take(microphone.AsSpan(at, SpeechFrame.Samples));
                encoder.Advance();
            }

            encoder.End();
        }

        return Decode(bursts.Voice);
    }

    /// <summary>At 8 kHz, for its envelope alone: one sample of several.</summary>
    public static short[] Eighth(float[] samples, int rate) =>
        [.. Enumerable.Range(0, (int)((long)samples.Length * 8000 / rate)).Select(i => (short)Math.Clamp(samples[(int)((long)i * rate / 8000)] * 32767, -32768, 32767))];

    private sealed class Ears : ISpeechSink
    {
        public List<short> Speech { get; } = [];

        public void Take(in SpeechPiece piece, ReadOnlySpan<short> samples) => Speech.AddRange(samples);
    }

    private sealed class Bursts : IBurstSink
    {
        public List<byte[]> Voice { get; } = [];

        public void Take(DmrdBurst burst, byte sequence, ReadOnlySpan<byte> payload)
        {
            if (burst.IsVoiceBurst()) Voice.Add(payload.ToArray());
        }
    }
}
