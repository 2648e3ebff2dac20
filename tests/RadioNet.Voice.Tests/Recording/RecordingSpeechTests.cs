using System.Buffers.Binary;
using System.Text;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Recording;
using RadioNet.Voice.Tests.Vocoders;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.Recording;

public sealed class RecordingSpeechTests
{
    private const int SamplesOfBurst = 480;
    private static readonly VocoderCatalogue _catalogue = new(new VocoderSources());

    [Fact]
    public void Two_turns_are_heard_when_they_were_said_with_silence_between_them()
    {
        var said = WavFile.Read("vi-doi-1-tra-loi.wav");
        var bursts = Bursts(said);
        var file = new Made(VocoderNames.Codec2At2400);
        file.Turn(1, 500, bursts);
        int second = 500 + (60 * bursts.Count) + 3000;
        file.Turn(2, second, bursts);

        Assert.True(RecordingSpeech.TryDecode(file.Octets, _catalogue, out var heard, out _));

        Assert.Equal((second * 8) + (SamplesOfBurst * bursts.Count), heard.Length);
        var levels = Envelope.Of(said.AsSpan(0, SamplesOfBurst * bursts.Count));
        Assert.True(Envelope.Correlation(levels, Envelope.Of(heard.AsSpan(500 * 8, SamplesOfBurst * bursts.Count))) > 0.9);
        Assert.True(Envelope.Correlation(levels, Envelope.Of(heard.AsSpan(second * 8))) > 0.9);
        Assert.All(heard[..(500 * 8)], sample => Assert.Equal(0, sample));
        Assert.All(heard[((500 * 8) + (SamplesOfBurst * bursts.Count))..(second * 8)], sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void Bursts_that_came_unevenly_are_evenly_heard_and_lost_ones_keep_their_time()
    {
        var bursts = Bursts(WavFile.Read("en-team-1-answers.wav"));
        var (even, uneven) = (new Made(VocoderNames.Codec2At2400), new Made(VocoderNames.Codec2At2400));
        even.Turn(1, 0, bursts);
        uneven.Turn(1, 0, bursts, late: i => i % 3 * 40);
        Assert.True(RecordingSpeech.TryDecode(even.Octets, _catalogue, out var first, out _));
        Assert.True(RecordingSpeech.TryDecode(uneven.Octets, _catalogue, out var second, out _));

        // The decoder of Codec 2 draws phases by chance: twice the same is not twice the same samples.
        Assert.Equal(first.Length, second.Length);
        Assert.True(Envelope.Correlation(Envelope.Of(first), Envelope.Of(second)) > 0.95);

        var lost = new Made(VocoderNames.Codec2At2400);
        lost.Turn(1, 0, bursts, isLost: i => i is >= 10 and < 20);
        Assert.True(RecordingSpeech.TryDecode(lost.Octets, _catalogue, out var third, out _));
        Assert.Equal(first.Length, third.Length);
        Assert.All(third[(11 * SamplesOfBurst)..(20 * SamplesOfBurst)], sample => Assert.Equal(0, sample));
        Assert.Contains(third[(20 * SamplesOfBurst)..], sample => sample != 0);
    }

    [Fact]
    public void A_gap_that_the_numbers_do_not_show_is_silence_of_its_length()
    {
        var bursts = Bursts(WavFile.Read("en-team-1-answers.wav"));
        var file = new Made(VocoderNames.Codec2At2400);
        file.Turn(1, 0, bursts[..10]);
        file.Turn(1, 5000, bursts[10..20]);
        Assert.True(RecordingSpeech.TryDecode(file.Octets, _catalogue, out var heard, out _));
        Assert.Equal((5000 * 8) + (10 * SamplesOfBurst), heard.Length);
    }

    [Fact]
    public void What_cannot_be_decoded_here_says_what_is_missing()
    {
        var bursts = Bursts(WavFile.Read("en-team-1-answers.wav"));
        var file = new Made(VocoderNames.Ambe2);
        file.Turn(1, 0, bursts);
        Assert.False(RecordingSpeech.TryDecode(file.Octets, _catalogue, out _, out var refusal));
        Assert.Contains("AMBE", refusal.En, StringComparison.Ordinal);

        file = new Made("no-such");
        Assert.False(RecordingSpeech.TryDecode(file.Octets, _catalogue, out _, out refusal));
        Assert.Contains("no-such", refusal.En, StringComparison.Ordinal);
        Assert.False(RecordingSpeech.TryDecode(Encoding.UTF8.GetBytes("no recording"), _catalogue, out _, out refusal));
        Assert.Contains("no recording", refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wav_file_says_what_it_holds()
    {
        byte[] file = SpeechWav.Of([1, -2, short.MaxValue]);
        Assert.Equal(50, file.Length);
        Assert.Equal("RIFF", Encoding.ASCII.GetString(file, 0, 4));
        Assert.Equal(42, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)));
        Assert.Equal("57415645666D74201000000001000100401F0000803E0000020010006461746106000000", Convert.ToHexString(file.AsSpan(8, 36)));
        Assert.Equal("0100FEFFFF7F", Convert.ToHexString(file.AsSpan(44)));
    }

    private static List<byte[]> Bursts(short[] said)
    {
        var vocoder = Codec2Tests.Vocoder(VocoderNames.Codec2At2400);
        return [.. Through.Encoder(vocoder, said).Chunk(VoiceBurst.Frames).Where(frames => frames.Length == VoiceBurst.Frames).Select(frames =>
        {
            var burst = new byte[33];
            for (int i = 0; i < frames.Length; i++) VoiceBurst.WriteFrame(burst, i, frames[i]);
            return burst;
        })];
    }

    /// <summary>A recording's file.</summary>
    private sealed class Made
    {
        private readonly List<byte> _file = [];
        private readonly byte[] _room = new byte[RecordingFormat.LongestRecord];

        public Made(string vocoder)
        {
            _file.AddRange(RecordingFormat.Magic);
            Add(new RecordingHeader(DateTimeOffset.UnixEpoch, 1001, 1, vocoder, "core", "core.1").Write(_room));
        }

        public byte[] Octets => [.. _file];

        public void Turn(ushort index, long milliseconds, List<byte[]> bursts, Func<int, int>? late = null, Func<int, bool>? isLost = null)
        {
            Add(new RecordingSpurt(index, milliseconds * 1000, index, new RadioId(1), Timeslot.One, "", "", "").Write(_room));
            byte missing = 0;
            for (int i = 0; i < bursts.Count; i++)
            {
                if (isLost?.Invoke(i) == true)
                {
                    missing++;
                    continue;
                }

                Add(new RecordingFrame
                {
                    Spurt = index,
                    At = 1000 * (milliseconds + (60 * i) + (late?.Invoke(i) ?? 0)),
                    Sequence = (byte)i,
                    Burst = i % 6 == 0 ? DmrdBurst.VoiceA : DmrdBurst.VoiceB,
                    Missing = missing,
                    Payload = bursts[i],
                }.Write(_room));
                missing = 0;
            }
        }

        private void Add(int length) => _file.AddRange(_room.AsSpan(0, length));
    }
}
