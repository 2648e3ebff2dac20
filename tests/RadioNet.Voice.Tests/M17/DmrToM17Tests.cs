using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Playing;
using RadioNet.Voice.Tests.Playing;
using RadioNet.Voice.Tests.Talking;
using RadioNet.Voice.Tests.Vocoders;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Voice.Tests.M17;

public sealed class DmrToM17Tests
{
    private static readonly byte[] _silence = Convert.FromHexString("010009439CE42108");

    private readonly SaidPackets _said = new();

    [Fact]
    public void A_packet_leaves_as_soon_as_its_40_ms_are_there()
    {
        using var edge = EdgeRig.ToM17(_said, new NumberVocoder());
        var bursts = EdgeRig.Said(new short[160 * 18], new NumberVocoder());
        var after = new List<int>();
        EdgeRig.Each60(bursts, (in SpokenBurst burst, TimeSpan now) =>
        {
            edge.Take(burst, now);
            after.Add(_said.All.Count);
        });

        // The header, six bursts of three pieces, the terminator.
        Assert.Equal([0, 1, 3, 4, 6, 7, 9, 10], after);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, -10], _said.Numbers);
        Assert.Equal([_silence, _silence], _said.Frames[^2..]);
        Assert.Single(_said.Streams);
        Assert.Equal(10, edge.Sent);
        Assert.Equal(EdgeRig.Setup, EdgeRig.Read(_said.All[0]).Setup);
    }

    [Fact]
    public void A_half_that_is_left_is_sent_with_silence_behind_it()
    {
        using var edge = EdgeRig.ToM17(_said);
        var bursts = EdgeRig.Said(WavFile.Read("en-team-1-answers.wav")[(160 * 50)..(160 * 68)]);
        bursts.All.RemoveRange(6, 2); // five bursts, and no terminator
        EdgeRig.Each60(bursts, edge.Take);
        edge.End(TimeSpan.FromHours(2));

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, -8], _said.Numbers);
        Assert.NotEqual(_silence, _said.Frames[^2]);
        Assert.Equal(_silence, _said.Frames[^1]);
    }

    [Fact]
    public void What_is_lost_and_not_guessed_is_missing_in_the_numbers()
    {
        using var edge = EdgeRig.ToM17(_said, new NumberVocoder());
        var bursts = EdgeRig.Said(new short[160 * 54], new NumberVocoder());
        EdgeRig.Each60(bursts, edge.Take, isLost: index => index is >= 7 and < 12);

        var numbers = _said.Numbers;
        Assert.Equal(numbers[..^1].Order().Distinct(), numbers[..^1]);
        Assert.Equal(-28, numbers[^1]);
        Assert.True(numbers.Count < 27, string.Join(' ', numbers));
        Assert.True(edge.Heard.Skipped > 0, edge.Heard.ToString());
        Assert.Equal(0, numbers[0]);
    }

    [Fact]
    public void Each_spurt_is_a_stream_of_its_own_and_one_that_is_not_for_m17_is_none()
    {
        using var edge = EdgeRig.ToM17(_said, new NumberVocoder(), spurt => spurt == 2 ? null : EdgeRig.Setup);
        var bursts = EdgeRig.Said(new short[160 * 18], new NumberVocoder());
        for (ulong spurt = 1; spurt <= 3; spurt++) EdgeRig.Each60(bursts, edge.Take, spurt: spurt);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, -10, 0, 1, 2, 3, 4, 5, 6, 7, 8, -10], _said.Numbers);
        Assert.Equal(2, _said.Streams.Count);
    }

    [Fact]
    public void A_vocoder_that_is_not_dmr_s_is_refused_with_a_sentence()
    {
        var catalogue = EdgeRig.Catalogue();
        Assert.False(Voice.M17.DmrToM17.TryOpen(catalogue, catalogue.Find(VocoderNames.ALaw)!, 1, _ => null, _said, out _, out var refusal));
        Assert.Contains("g711-alaw", refusal.En, StringComparison.Ordinal);
        Assert.False(Voice.M17.M17ToDmr.TryOpen(catalogue, catalogue.Find(VocoderNames.ALaw)!, _ => null, new SaidBursts(), out _, out refusal));
        Assert.Contains("g711-alaw", refusal.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_codec_2_nothing_is_opened_and_the_package_is_named()
    {
        var catalogue = new VocoderCatalogue(new VocoderSources { Codec2Names = ["libcodec2-not-here.so"] });
        Assert.False(Voice.M17.DmrToM17.TryOpen(catalogue, new NumberVocoder(), 1, _ => null, _said, out _, out var refusal));
        Assert.Contains("codec2", refusal.En, StringComparison.Ordinal);
        Assert.False(Voice.M17.M17ToDmr.TryOpen(catalogue, new NumberVocoder(), _ => null, new SaidBursts(), out _, out refusal));
        Assert.Contains("codec2", refusal.Vi, StringComparison.Ordinal);
    }
}
