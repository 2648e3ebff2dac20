using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Talking;
using RadioNet.Voice.Tests.Playing;
using RadioNet.Voice.Tests.Vocoders;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.Talking;

public sealed class TalkEncoderTests(ITestOutputHelper output)
{
    private static readonly ColorCode _color = new(3);
    private static readonly LinkControl _call = LinkControl.GroupVoice(new TalkgroupId(1001), new RadioId(9_000_001));

    private readonly SaidBursts _said = new();

    [Fact]
    public void Its_bursts_are_those_of_a_radio_that_says_the_same()
    {
        var alias = VirtualRadio.AliasMessages("Chỉ huy");
        var talker = Open(new NumberVocoder());
        talker.Begin(new TalkSpurt(_call, _color) { Interleaved = alias });
        for (int piece = 0; piece < 40; piece++) talker.Take(Piece(0));
        talker.End();

        ulong[] silence = new ulong[54];
        VocoderFrame.TryDecode(NumberVocoder.FrameOf(0), out ulong info, out _);
        Array.Fill(silence, info);
        var radio = new VirtualRadio(_call.Source, _color) { Interleaved = alias }.CallGroup(_call.Group, silence);
        Assert.Equal(radio.Bursts.Select(burst => burst.Kind), _said.All.Select(burst => burst.Burst));
        for (int index = 0; index < radio.Bursts.Length; index++)
        {
            byte[] expected = radio.Bursts[index].Payload.ToArray();
            if (radio.Bursts[index].Kind.HasSlotType()) Sync.Write(expected, SyncPattern.BaseStationData);
            if (radio.Bursts[index].Kind == DmrdBurst.VoiceA) Sync.Write(expected, SyncPattern.BaseStationVoice);
            if (radio.Bursts[index].Kind.IsVoiceBurst())
                for (int frame = 0; frame < 3; frame++) VoiceBurst.WriteFrame(expected, frame, NumberVocoder.FrameOf(0));
            Assert.Equal(expected, _said.All[index].Payload);
            Assert.Equal((byte)index, _said.All[index].Sequence);
        }
    }

    [Fact]
    public void A_burst_leaves_with_its_third_piece_and_the_end_fills_up_the_superframe()
    {
        var talker = Open(new NumberVocoder());
        talker.Begin(new TalkSpurt(_call, _color));
        Assert.Single(_said.All);
        for (int piece = 1; piece <= 20; piece++)
        {
            talker.Take(Piece(0));
            Assert.Equal(1 + piece / 3, _said.All.Count);
        }

        talker.End();

        Assert.Equal(1 + 12 + 1, _said.All.Count);
        Assert.Equal(DmrdBurst.Terminator, _said.All[^1].Burst);
        Assert.Equal((20L, 16L, false), (talker.Encoded, talker.Silent, talker.IsOpen));
        Assert.False(talker.Take(Piece(0)));
    }

    [Fact]
    public void A_press_without_speech_is_a_header_and_a_terminator()
    {
        var talker = Open(new NumberVocoder());
        talker.Begin(new TalkSpurt(_call, _color));
        talker.End();
        talker.End();

        Assert.Equal([DmrdBurst.VoiceHeader, DmrdBurst.Terminator], _said.All.Select(burst => burst.Burst));
    }

    [Fact]
    public void Hum_is_taken_away_and_speech_is_not()
    {
        short[] hum = Sine(50, 8000), speech = Sine(1000, 8000), loud = Sine(1000, 32000);

        Assert.InRange(Level(Filtered(hum)) / Level(hum), 0, 0.08);
        Assert.InRange(Level(Filtered(speech)) / Level(speech), 0.97, 1.01);
        Assert.InRange(Filtered(loud).Max(sample => (int)sample), 20000, 29205);
    }

    [Theory]
    [InlineData("vi-doi-1-tra-loi.wav", true)]
    [InlineData("vi-doi-1-tra-loi.wav", false)]
    [InlineData("en-team-1-answers.wav", true)]
    [InlineData("en-team-1-answers.wav", false)]
    public void What_is_said_is_heard(string file, bool levelled)
    {
        var vocoder = Codec2Tests.Vocoder(VocoderNames.Codec2At2400);
        short[] speech = WavFile.Read(file);
        var talker = Open(vocoder);
        talker.Begin(new TalkSpurt(_call, _color));
        foreach (short[] piece in speech.Chunk(SpeechFrame.Samples)) talker.Take(piece);
        talker.End();
        var heard = new HeardPieces();
        Assert.True(CallPlayer.TryOpen(vocoder, 1, heard, out var player, out var refusal, options: new PlayingOptions { LevelControl = levelled }), refusal?.En);
        using (player)
        {
            for (int index = 0; index < _said.All.Count; index++)
            {
                var (burst, sequence, payload) = _said.All[index];
                var now = TimeSpan.FromMilliseconds(60 * index);
                player.Take(new SpokenBurst { Spurt = 1, Burst = burst, Sequence = sequence, Arrived = now, Payload = payload }, now);
            }
        }

        short[] samples = [.. heard.All.SelectMany(piece => piece.Samples)];
        double correlation = Envelope.Correlation(Envelope.Of(speech), Envelope.Of(samples)[..(speech.Length / 80)]);
        output.WriteLine($"{file}, level control {levelled}: r = {correlation:F3}");
        Assert.True(correlation >= 0.9, $"The envelopes correlate with {correlation:F3}.");
    }

    private static short[] Piece(short value) => [.. Enumerable.Repeat(value, SpeechFrame.Samples)];

    private static short[] Sine(int hertz, double amplitude) =>
        [.. Enumerable.Range(0, 8000).Select(index => (short)(amplitude * Math.Sin(2 * Math.PI * hertz * index / 8000)))];

    private static short[] Filtered(short[] samples)
    {
        short[] copy = [.. samples];
        new MicrophoneFilter().Apply(copy);
        return copy[800..];
    }

    private static double Level(short[] samples) => Math.Sqrt(samples.Average(sample => (double)sample * sample));

    private TalkEncoder Open(IVocoder vocoder)
    {
        Assert.True(TalkEncoder.TryOpen(vocoder, _said, out var talker, out var refusal), refusal?.En);
        return talker;
    }
}
