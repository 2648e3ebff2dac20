using RadioNet.Simulator.Speech;

namespace RadioNet.Simulator.Tests.Speech;

public sealed class SpokenPhrasesTests
{
    /// <summary>The recordings' lengths, in whole frames of 20 ms.</summary>
    [Theory]
    [InlineData(Phrase.CommandCallsTeam1Vi, 297)]
    [InlineData(Phrase.Team1AnswersVi, 272)]
    [InlineData(Phrase.SiteReportsVi, 235)]
    [InlineData(Phrase.EmergencyVi, 295)]
    [InlineData(Phrase.CommandCallsTeam1En, 343)]
    [InlineData(Phrase.Team1AnswersEn, 242)]
    [InlineData(Phrase.SiteReportsEn, 286)]
    [InlineData(Phrase.EmergencyEn, 301)]
    public void A_phrase_is_as_long_as_its_recording_and_leaves_the_49th_bit_0(Phrase phrase, int frames)
    {
        var read = SpokenPhrases.Frames(phrase);
        Assert.Equal(frames, read.Length);
        Assert.All(read, frame => Assert.Equal(0UL, frame & 1));
        Assert.All(read, frame => Assert.Equal(0UL, frame >> 49));
        Assert.True(read.Distinct().Count() > frames / 2, "Speech changes from frame to frame.");
    }

    [Fact]
    public void Octets_become_the_first_48_of_49_bits() =>
        Assert.Equal([0x0102_0304_0506UL << 1, 0xFFFF_FFFF_FFFFUL << 1], SpokenPhrases.Unpack([1, 2, 3, 4, 5, 6, 255, 255, 255, 255, 255, 255]));

    [Fact]
    public void A_torn_frame_is_refused() => Assert.Throws<ArgumentException>(() => SpokenPhrases.Unpack([1, 2, 3, 4, 5]));
}
