using System.Buffers.Binary;
using System.Text;

namespace RadioNet.Voice.Tests.Vocoders;

/// <summary>Speech of <c>Vocoders/speech</c>: 16 bits, one channel, 8 kHz, made with espeak-ng and sox.</summary>
internal static class WavFile
{
    /// <summary>The samples of a file, cut to whole pieces of 20 ms.</summary>
    public static short[] Read(string name)
    {
        var file = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vocoders", "speech", name)).AsSpan();
        Assert.Equal("RIFF", Encoding.ASCII.GetString(file[..4]));
        for (int at = 12; ; at += 8 + BinaryPrimitives.ReadInt32LittleEndian(file[(at + 4)..]))
        {
            string chunk = Encoding.ASCII.GetString(file.Slice(at, 4));
            if (chunk == "fmt ") Assert.Equal("01000100401F0000803E000002001000", Convert.ToHexString(file.Slice(at + 8, 16)));
            if (chunk != "data") continue;
            var data = file.Slice(at + 8, BinaryPrimitives.ReadInt32LittleEndian(file[(at + 4)..]));
            var samples = new short[data.Length / 2 / 160 * 160];
            for (int index = 0; index < samples.Length; index++) samples[index] = BinaryPrimitives.ReadInt16LittleEndian(data[(2 * index)..]);
            return samples;
        }
    }
}
