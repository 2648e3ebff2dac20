using System.Buffers.Binary;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Speech;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.Vocoders;

public sealed class Codec2Tests
{
    [Theory]
    [InlineData(VocoderNames.Codec2At3200, "vi-doi-1-tra-loi.wav")]
    [InlineData(VocoderNames.Codec2At3200, "en-team-1-answers.wav")]
    [InlineData(VocoderNames.Codec2At2400, "vi-doi-1-tra-loi.wav")]
    [InlineData(VocoderNames.Codec2At2400, "en-team-1-answers.wav")]
    public void Real_speech_keeps_its_envelope(string name, string file)
    {
        short[] said = WavFile.Read(file);

        short[] heard = Through.Both(Vocoder(name), said);

        double correlation = Envelope.Correlation(Envelope.Of(said), Envelope.Of(heard));
        Assert.True(correlation > 0.9, $"The envelopes correlate with {correlation:F3}.");
    }

    [Fact]
    public void Speech_becomes_the_frames_that_the_librarys_own_program_makes_of_it()
    {
        // The phrases of the virtual radios were made with c2enc of the same speech. Another processor may round a frame otherwise.
        var expected = SpokenPhrases.Frames(Phrase.Team1AnswersVi);

        var frames = Through.Encoder(Vocoder(VocoderNames.Codec2At2400), WavFile.Read("vi-doi-1-tra-loi.wav"));

        int same = frames.Zip(expected, (frame, info) => VocoderFrame.TryDecode(frame, out ulong made, out _) && made == info).Count(isSame => isSame);
        Assert.InRange(frames.Count, 200, expected.Length);
        Assert.InRange(same, frames.Count * 95 / 100, frames.Count);
    }

    [Theory]
    [InlineData(VocoderNames.Codec2At3200)]
    [InlineData(VocoderNames.Codec2At2400)]
    public void The_silent_frame_is_hardly_audible(string name)
    {
        var vocoder = Vocoder(name);
        short[] heard = Through.Decoder(vocoder, Enumerable.Repeat(vocoder.SilentFrame.ToArray(), 20));

        Assert.True(Envelope.Of(heard).Max() < 100, $"The loudest 10 ms have {Envelope.Of(heard).Max():F0}.");
    }

    [Fact]
    public void Lost_and_unreadable_frames_are_guessed_ever_more_quietly_and_then_silent()
    {
        var vocoder = Vocoder(VocoderNames.Codec2At2400);
        var frames = Through.Encoder(vocoder, WavFile.Read("vi-doi-1-tra-loi.wav"));
        Assert.True(vocoder.TryOpenDecoder(out var decoder, out _));
        using var call = decoder;
        foreach (byte[] frame in frames.Take(40)) Through.Decode(decoder, frame);
        byte[] unreadable = Unreadable(frames[40]);

        (byte[] Frame, SpeechSource Source)[] expected =
        [
            (unreadable, SpeechSource.Concealed), ([], SpeechSource.Concealed), (new byte[5], SpeechSource.Concealed),
            ([], SpeechSource.Silence), (unreadable, SpeechSource.Silence),
        ];
        var loudness = new List<double>();
        foreach (var (frame, source) in expected)
        {
            var heard = Through.Decode(decoder, frame);
            Assert.Equal(source, heard.Source);
            loudness.Add(Envelope.Of(heard.Speech).Max());
        }

        Assert.True(loudness[0] > 100 && loudness[0] > loudness[1] && loudness[1] > loudness[2] && loudness[2] > 0, string.Join(", ", loudness));
        Assert.Equal([0, 0], loudness[3..]);
        Assert.Equal(SpeechSource.Speech, Through.Decode(decoder, frames[41]).Source);
    }

    [Fact]
    public void A_call_that_begins_with_unreadable_frames_is_silent()
    {
        var vocoder = Vocoder(VocoderNames.Codec2At2400);
        Assert.True(vocoder.TryOpenDecoder(out var decoder, out _));
        using var call = decoder;

        var heard = Through.Decode(decoder, Unreadable(vocoder.SilentFrame.ToArray()));

        Assert.Equal(SpeechSource.Silence, heard.Source);
        Assert.All(heard.Speech, sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void What_nobody_takes_is_not_taken_for_ever_and_says_so()
    {
        var vocoder = Vocoder(VocoderNames.Codec2At3200);
        int readies = 0;
        Assert.True(vocoder.TryOpenDecoder(out var decoder, out _, () => readies++));
        using var call = decoder;
        byte[] frame = vocoder.SilentFrame.ToArray();

        int taken = Enumerable.Range(0, 50).Count(_ => decoder.Offer(frame));

        Assert.Equal(SoftwareDecoder.Capacity, taken);
        Assert.Equal(taken, readies);
        Through.Take(decoder);
        Assert.True(decoder.Offer(frame));
        Assert.False(decoder.Offer(frame));
    }

    [Fact]
    public void A_closed_call_takes_and_harms_nothing()
    {
        var vocoder = Vocoder(VocoderNames.Codec2At3200);
        Assert.True(vocoder.TryOpenDecoder(out var decoder, out _));
        Assert.True(vocoder.TryOpenEncoder(out var encoder, out _));

        decoder.Dispose();
        encoder.Dispose();
        decoder.Dispose();

        Assert.False(decoder.Offer(vocoder.SilentFrame));
        Assert.False(encoder.Offer(new short[SpeechFrame.Samples]));
    }

    internal static IVocoder Vocoder(string name)
    {
        var vocoder = new VocoderCatalogue(new VocoderSources()).Find(name)!;
        if (!vocoder.Availability.CanDecode) Assert.Skip("This test needs libcodec2, of the Debian package codec2.");
        return vocoder;
    }

    /// <summary>The frame with errors in 4 bits of the code word that nothing can be read without: each fourth bit is of it.</summary>
    private static byte[] Unreadable(byte[] frame)
    {
        byte[] spoilt = [.. frame];
        spoilt[0] ^= 0x88;
        spoilt[1] ^= 0x88;
        Assert.False(VocoderFrame.TryDecode(spoilt, out _, out _));
        return spoilt;
    }
}
