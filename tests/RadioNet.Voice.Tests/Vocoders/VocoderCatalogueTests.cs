using RadioNet.Voice.Vocoders;
using RadioNet.Voice.Vocoders.Ambe;

namespace RadioNet.Voice.Tests.Vocoders;

public sealed class VocoderCatalogueTests
{
    private static readonly VocoderCatalogue _bare = new(new VocoderSources { Codec2Names = ["libcodec2-of-nobody.so.7"] });

    [Fact]
    public void Each_vocoder_is_found_by_its_name_and_by_no_other()
    {
        Assert.Equal(["ambe2", "codec2-2400", "codec2-3200", "g711-alaw", "g711-mulaw"], _bare.All.Select(vocoder => vocoder.Name));
        Assert.All(_bare.All, vocoder => Assert.Same(vocoder, _bare.Find(vocoder.Name)));
        Assert.Null(_bare.Find("AMBE2"));
        Assert.Null(_bare.Find(""));
    }

    [Theory]
    [InlineData("codec2-2400", "codec2")]
    [InlineData("codec2-3200", "codec2")]
    [InlineData("ambe2", "AMBE-3000")]
    public void Without_what_it_needs_it_says_what_is_missing_and_plays_nothing(string name, string missing)
    {
        var vocoder = _bare.Find(name)!;

        var availability = vocoder.Availability;

        Assert.True(availability is { CanDecode: false, CanEncode: false, Provider: null });
        var text = Assert.Single(availability.Missing);
        Assert.Contains(missing, text.En, StringComparison.Ordinal);
        Assert.Contains(missing, text.Vi, StringComparison.Ordinal);
        Assert.NotEqual(text.Vi, text.En);
        Assert.False(vocoder.TryOpenDecoder(out var decoder, out var refusal));
        Assert.Null(decoder);
        Assert.Equal(text, refusal);
        Assert.False(vocoder.TryOpenEncoder(out _, out refusal));
        Assert.Equal(text, refusal);
    }

    [Fact]
    public void G711_is_always_there() =>
        Assert.All(_bare.All.Where(vocoder => vocoder.Name.StartsWith("g711", StringComparison.Ordinal)), vocoder => Assert.True(vocoder.Availability.CanEncode));

    [Fact]
    public void Frames_are_as_long_as_they_travel() =>
        Assert.Equal([9, 9, 8, 160, 160], _bare.All.Select(vocoder => (vocoder.FrameOctets + vocoder.SilentFrame.Length) / 2));

    [Fact]
    public void A_chip_and_a_library_that_are_both_away_are_both_named()
    {
        Assert.True(AmbeAddress.TryParse("udp:127.0.0.1:9", out var address, out _));
        using var device = new AmbeDevice(address);
        string library = Path.Combine(Path.GetTempPath(), "no-such-vocoder.so");

        var vocoder = new VocoderCatalogue(new VocoderSources { AmbeDevices = [device], AmbeLibraries = [library] }).Find("ambe2")!;

        Assert.Equal(2, vocoder.Availability.Missing.Length);
        Assert.Contains("udp:127.0.0.1:9", vocoder.Availability.Missing[0].En, StringComparison.Ordinal);
        Assert.Contains(library, vocoder.Availability.Missing[1].En, StringComparison.Ordinal);
        Assert.False(vocoder.TryOpenDecoder(out _, out var refusal));
        Assert.Equal(vocoder.Availability.Missing[0], refusal);
    }
}
