using CsCheck;

namespace RadioNet.CallControl.Tests.Properties;

public sealed class TierTests
{
    private static readonly Gen<(int Seed, (int Kind, int One, int Two)[] Steps)> _stories = Gen.Select(
        Gen.Int[0, int.MaxValue],
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 9999], Gen.Int[0, 9999]).Array[10, 120]);

    /// <summary>The same stories each time.</summary>
    [Fact]
    public void Whatever_breaks_and_comes_back_the_invariants_hold()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            Tell(StoryOf(seed));
        }
    }

    /// <summary>New stories each time. CsCheck prints a broken one's seed and shrinks it.</summary>
    [Fact]
    public void Whatever_else_breaks_they_hold()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("RADIONET_SOAK") == "1", "On demand: RADIONET_SOAK=1.");
        _stories.Sample(Tell, iter: 5000, threads: 1);
    }

    /// <summary>Stories that were told once with a bad end.</summary>
    [Theory]
    [InlineData(448)] // a word that a plan made right was obeyed, though the part that it told of was joined meanwhile
    [InlineData(676)] // a joined part's arbiter was in no plan of a node between
    [InlineData(1935)] // a plan had put the keeper into a part that another node arbitrated
    [InlineData(3734)] // who gave a call remembered it as a part that nobody else knew of, and so hid the next one
    [InlineData(8170)] // an arbiter's decisions were no newer than those that it had passed on, and not obeyed
    [InlineData(10379)]
    [InlineData(10583)] // the end of a spurt passed through the call's arbiter on its way to a home that was cut off
    [InlineData(11447)]
    public void Nor_does_this_one_break_them(int seed) => Tell(StoryOf(seed));

    [Fact]
    public void A_story_of_thousands_of_steps_has_talkers_and_outages()
    {
        Random die = new(7);
        TierStory story = new(7);
        Assert.Null(story.Tell(Enumerable.Range(0, 3000).Select(_ => (die.Next(100), die.Next(10_000), die.Next(10_000)))));
        Assert.InRange(story.Grants, 100, 3000);
        Assert.InRange(story.Cuts, 40, 3000);
        Assert.InRange(story.Moves, 30, 3000);
        Assert.InRange(story.Plans, 40, 3000);
    }

    private static (int Seed, (int Kind, int One, int Two)[] Steps) StoryOf(int seed)
    {
        Random die = new(seed);
        return (seed, [.. Enumerable.Range(0, die.Next(10, 120)).Select(_ => (die.Next(100), die.Next(10_000), die.Next(10_000)))]);
    }

    private static void Tell((int Seed, (int Kind, int One, int Two)[] Steps) story)
    {
        if (new TierStory(story.Seed).Tell(story.Steps) is { } broken)
        {
            Assert.Fail(broken);
        }
    }
}
