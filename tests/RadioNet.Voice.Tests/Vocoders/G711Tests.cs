using System.Security.Cryptography;
using System.Text.Json;
using RadioNet.Voice.Vocoders;
using RadioNet.Voice.Vocoders.Companding;

namespace RadioNet.Voice.Tests.Vocoders;

public sealed class G711Tests
{
    private static readonly JsonElement _vectors =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vocoders", "g711.json"))).RootElement;

    [Fact]
    public void Every_octet_stands_for_the_sample_of_the_table()
    {
        foreach (int code in Enumerable.Range(0, 256))
        {
            Assert.Equal(_vectors.GetProperty("a-law").GetProperty("decoded")[code].GetInt16(), G711.FromALaw((byte)code));
            Assert.Equal(_vectors.GetProperty("mu-law").GetProperty("decoded")[code].GetInt16(), G711.FromMuLaw((byte)code));
        }
    }

    [Fact]
    public void Every_sample_becomes_the_octet_that_others_make_of_it()
    {
        Assert.Equal(_vectors.GetProperty("a-law").GetProperty("encodedSha256").GetString(), Digest(G711.ToALaw));
        Assert.Equal(_vectors.GetProperty("mu-law").GetProperty("encodedSha256").GetString(), Digest(G711.ToMuLaw));
    }

    [Theory]
    [InlineData(VocoderNames.ALaw)]
    [InlineData(VocoderNames.MuLaw)]
    public void Speech_through_the_vocoder_keeps_its_shape_to_two_hundredths(string name)
    {
        var vocoder = new VocoderCatalogue(new VocoderSources()).Find(name)!;
        short[] said = WavFile.Read("en-team-1-answers.wav");

        short[] heard = Through.Both(vocoder, said);

        double noise = said.Zip(heard, (one, other) => Math.Pow(one - other, 2)).Sum();
        double speech = said.Sum(sample => Math.Pow(sample, 2));
        Assert.True(noise < speech * 0.0005, $"The noise is {10 * Math.Log10(speech / noise):F1} dB below the speech.");
        Assert.True(noise > 0);
    }

    [Fact]
    public void Silence_is_the_octets_of_the_line_at_rest()
    {
        var catalogue = new VocoderCatalogue(new VocoderSources());

        Assert.Equal(0xD5, catalogue.Find(VocoderNames.ALaw)!.SilentFrame[0]);
        Assert.Equal(0xFF, catalogue.Find(VocoderNames.MuLaw)!.SilentFrame[159]);
    }

    private static string Digest(Func<short, byte> encode) => Convert.ToHexStringLower(
        SHA256.HashData([.. Enumerable.Range(short.MinValue, 65536).Select(sample => encode((short)sample))]));
}
