using System.Buffers.Binary;
using CsCheck;
using RadioNet.Voice.Files;
using RadioNet.Voice.Recording;

namespace RadioNet.Voice.Tests.Files;

public sealed class SpeechFileTests
{
    private const int LinearPcm = 1;
    private const int FloatingPoint = 3;

    [Theory]
    [InlineData(8000, 1, 16, LinearPcm)]
    [InlineData(8000, 2, 8, LinearPcm)]
    [InlineData(16_000, 1, 16, LinearPcm)]
    [InlineData(22_050, 1, 24, LinearPcm)]
    [InlineData(44_100, 2, 16, LinearPcm)]
    [InlineData(48_000, 1, 32, LinearPcm)]
    [InlineData(48_000, 2, 32, FloatingPoint)]
    public void A_tone_of_any_form_is_as_loud_and_as_long_at_8_kHz(int rate, int channels, int bits, int tag)
    {
        short[] speech = Read(Wav(rate, channels, bits, tag, Tone(rate, 1000, 0.5)));
        Assert.InRange(speech.Length, 7999, 8000);
        Assert.InRange(Loudness(speech), 0.99 * 0.5 / Math.Sqrt(2), 1.01 * 0.5 / Math.Sqrt(2));
        Assert.InRange(Crossings(speech), 1990, 2001);
    }

    [Theory]
    [InlineData(16_000, 5000)]
    [InlineData(44_100, 6500)]
    [InlineData(48_000, 9000)]
    public void What_8_kHz_cannot_carry_does_not_come_back_as_another_tone(int rate, int hertz) =>
        Assert.InRange(Loudness(Read(Wav(rate, 1, 16, LinearPcm, Tone(rate, hertz, 0.5)))), 0, 0.01);

    [Fact]
    public void Channels_are_mixed_and_a_cut_file_gives_what_is_there()
    {
        byte[] file = Wav(8000, 2, 16, LinearPcm, Tone(8000, 500, 0.4), Tone(8000, 500, -0.4));
        Assert.Equal(0, Loudness(Read(file)), 3);
        Assert.Equal(4000, Read(file[..(44 + (4000 * 4))]).Length);
    }

    [Fact]
    public void What_is_written_is_read()
    {
        short[] said = [.. Enumerable.Range(0, 400).Select(i => (short)(i * 71))];
        Assert.Equal(said, Read(SpeechWav.Of(said)));
    }

    [Fact]
    public void What_is_no_such_file_is_said_and_never_thrown()
    {
        Assert.False(SpeechFile.TryRead("RIFFxxxxWAVE"u8, out _, out var problem));
        Assert.Contains("data", problem.En, StringComparison.Ordinal);
        Assert.False(SpeechFile.TryRead(Wav(8000, 1, 16, 85, Tone(8000, 500, 0.1)), out _, out problem));
        Assert.Contains("sox", problem.En, StringComparison.Ordinal);
        byte[] right = Wav(8000, 1, 16, LinearPcm, Tone(8000, 500, 0.1));
        Gen.Select(Gen.Int[0, 60], Gen.Byte, Gen.Int[0, 200]).Array[0, 6].Sample(changes =>
        {
            byte[] file = [.. right];
            foreach (var (at, value, _) in changes) file[at] = value;
            SpeechFile.TryRead(file.AsSpan(0, changes.Length == 0 ? 0 : Math.Min(file.Length, changes[0].Item3)), out _, out _);
            Assert.Equal(SpeechFile.TryRead(file, out var samples, out var wrong), samples is not null && wrong is null);
        }, iter: 2000);
    }

    private static short[] Read(byte[] file) => SpeechFile.TryRead(file, out var samples, out var problem) ? samples : throw new InvalidOperationException(problem.En);

    private static double[] Tone(int rate, double hertz, double amplitude) =>
        [.. Enumerable.Range(0, rate).Select(i => amplitude * Math.Sin(2 * Math.PI * hertz * i / rate))];

    private static double Loudness(short[] speech) => Math.Sqrt(speech.Skip(200).SkipLast(200).Average(s => s / 32_768.0 * (s / 32_768.0)));

    private static int Crossings(short[] speech) => speech.Zip(speech.Skip(1)).Count(pair => pair.First < 0 != pair.Second < 0);

    private static byte[] Wav(int rate, int channels, int bits, int tag, params double[][] sound)
    {
        int octets = bits / 8;
        byte[] file = new byte[44 + (sound[0].Length * channels * octets)];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), (short)tag);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), rate * channels * octets);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), (short)(channels * octets));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), (short)bits);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), file.Length - 44);
        for (int i = 0; i < sound[0].Length * channels; i++)
        {
            double value = sound[i % channels % sound.Length][i / channels];
            var at = file.AsSpan(44 + (i * octets));
            if (tag == FloatingPoint) BinaryPrimitives.WriteSingleLittleEndian(at, (float)value);
            else if (bits == 8) at[0] = (byte)(128 + Math.Round(127 * value));
            else WriteInteger(at[..octets], (long)Math.Round(value * (Math.Pow(2, bits - 1) - 1)));
        }

        return file;
    }

    private static void WriteInteger(Span<byte> at, long value)
    {
        for (int octet = 0; octet < at.Length; octet++) at[octet] = (byte)(value >> (8 * octet));
    }
}
