using System.Buffers.Binary;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Recording;

/// <summary>Speech as a WAV file: RIFF, linear PCM, 16 bits, one channel, 8000 samples a second.</summary>
public static class SpeechWav
{
    /// <summary>Octets before the first sample.</summary>
    public const int HeadLength = 44;

    /// <summary>The whole file.</summary>
    public static byte[] Of(ReadOnlySpan<short> samples)
    {
        byte[] file = new byte[checked(HeadLength + (samples.Length * sizeof(short)))];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), SpeechFrame.SamplesPerSecond);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), SpeechFrame.SamplesPerSecond * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 8 * sizeof(short));
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), samples.Length * sizeof(short));
        for (int i = 0; i < samples.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeadLength + (i * sizeof(short))), samples[i]);
        return file;
    }
}
