using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Files;

/// <summary>
/// Reads speech of a WAV file (RIFF), whatever recorded it: linear PCM of 8, 16, 24 or 32 bits, or floating point of 32; any number of
/// channels, which are mixed; 8 to 192 kHz.
/// </summary>
public static class SpeechFile
{
    private const int LinearPcm = 1;
    private const int FloatingPoint = 3;
    private const int Extensible = 0xFFFE;
    private const int MostRate = 192_000;

    /// <summary>Reads a file's samples.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="samples">Signed 16-bit, one channel, 8 kHz.</param>
    /// <param name="problem">What is wrong with it.</param>
    public static bool TryRead(ReadOnlySpan<byte> file, [NotNullWhen(true)] out short[]? samples, [NotNullWhen(false)] out VocoderText? problem)
    {
        samples = null;
        if (file.Length < 12 || !file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
        {
            problem = new("không phải là tệp WAV (RIFF).", "is no WAV file (RIFF).");
            return false;
        }

        if (!TryFind(file, "fmt "u8, out var format) || format.Length < 16 || !TryFind(file, "data"u8, out var data))
        {
            problem = new("là tệp WAV nhưng thiếu phần 'fmt ' hoặc 'data'.", "is a WAV file without its 'fmt ' or 'data' part.");
            return false;
        }

        var form = new Form(format);
        if (!form.IsKnown)
        {
            problem = new(
                $"có dạng {form}. Hãy dùng PCM 8 đến 32 bit, 8 đến 192 kHz; ví dụ 'sox IN -b 16 OUT.wav'.",
                $"has {form}. Use PCM of 8 to 32 bits at 8 to 192 kHz, such as 'sox IN -b 16 OUT.wav' makes.");
            return false;
        }

        problem = null;
        samples = Resampler.ToSpeech(form.Mix(data), form.Rate);
        return true;
    }

    /// <summary>Finds a part of the file; the last one may be cut short, as a recorder that was killed leaves it.</summary>
    private static bool TryFind(ReadOnlySpan<byte> file, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> part)
    {
        part = default;
        for (long at = 12; at + 8 <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)at + 4)..]);
            if (file.Slice((int)at, 4).SequenceEqual(name))
            {
                part = file.Slice((int)at + 8, (int)Math.Min(length, file.Length - at - 8));
                return true;
            }

            at += 8 + length + (length & 1);
        }

        return false;
    }

    private readonly struct Form
    {
        private readonly int _tag;
        private readonly int _channels;
        private readonly int _bits;

        public Form(ReadOnlySpan<byte> format)
        {
            _tag = BinaryPrimitives.ReadUInt16LittleEndian(format);
            if (_tag == Extensible && format.Length >= 26) _tag = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);
            _channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
            Rate = BinaryPrimitives.ReadInt32LittleEndian(format[4..]);
            _bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        }

        public int Rate { get; }

        public bool IsKnown => _channels > 0 && Rate is >= SpeechFrame.SamplesPerSecond and <= MostRate
            && ((_tag == LinearPcm && _bits is 8 or 16 or 24 or 32) || (_tag == FloatingPoint && _bits == 32));

        public override string ToString() => $"format {_tag}, {_bits} bit, {_channels} ch, {Rate} Hz";

        public float[] Mix(ReadOnlySpan<byte> data)
        {
            int octets = _bits / 8;
            float[] mixed = new float[data.Length / (octets * _channels)];
            for (int index = 0; index < mixed.Length; index++)
            {
                float sum = 0;
                for (int channel = 0; channel < _channels; channel++) sum += One(data.Slice(((index * _channels) + channel) * octets, octets));
                mixed[index] = sum / _channels;
            }

            return mixed;
        }

        /// <summary>A sample as a number from -1 to 1; what is none of them is silence.</summary>
        private float One(ReadOnlySpan<byte> octets)
        {
            if (_tag == FloatingPoint) return BinaryPrimitives.ReadSingleLittleEndian(octets) is var value && float.IsFinite(value) ? value : 0;
            return _bits switch
            {
                8 => (octets[0] - 128) / 128f,
                16 => BinaryPrimitives.ReadInt16LittleEndian(octets) / 32_768f,
                24 => ((octets[2] << 24) | (octets[1] << 16) | (octets[0] << 8)) / 2_147_483_648f,
                _ => BinaryPrimitives.ReadInt32LittleEndian(octets) / 2_147_483_648f,
            };
        }
    }
}
