using System.Buffers.Binary;

namespace RadioNet.Consoles.Tests;

/// <summary>Something like speech, without a vocoder: syllables of a voice of 120 Hz, each of its own loudness, with pauses.</summary>
internal static class Spoken
{
    private const int Seconds = 6;

    /// <summary>Samples from -1 to 1.</summary>
    public static double[] Samples(int rate)
    {
        var random = new Random(3);
        var samples = new double[Seconds * rate];
        for (var from = 0.0; from < Seconds;)
        {
            var (length, loud, pitch) = (0.12 + (random.NextDouble() * 0.2), 0.15 + (random.NextDouble() * 0.6), 110 + (random.NextDouble() * 30));
            for (var i = (int)(from * rate); i < Math.Min(samples.Length, (int)((from + length) * rate)); i++)
            {
                var t = ((double)i / rate) - from;
                var voice = 0.0;
                for (var harmonic = 1; harmonic < 24; harmonic++)
                {
                    var hertz = harmonic * pitch;
                    voice += Math.Sin(2 * Math.PI * hertz * t) * (Math.Exp(-Math.Abs(hertz - 600) / 300) + (0.5 * Math.Exp(-Math.Abs(hertz - 1700) / 300)));
                }

                samples[i] = voice * loud * 0.2 * Math.Sin(Math.PI * t / length);
            }

            from += length + 0.05 + (random.NextDouble() * 0.15);
        }

        return samples;
    }

    /// <summary>The same as a WAV file: PCM, 16 bits, one channel.</summary>
    public static byte[] Wav(int rate)
    {
        var samples = Samples(rate);
        var file = new byte[44 + (2 * samples.Length)];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), 2 * rate);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), 2 * samples.Length);
        for (var i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(44 + (2 * i)), (short)(samples[i] * 32_000));
        }

        return file;
    }
}
