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
            Random die = new(seed);
            Tell((seed, [.. Enumerable.Range(0, die.Next(10, 120)).Select(_ => (die.Next(100), die.Next(10_000), die.Next(10_000)))]));
        }
    }

    /// <summary>New stories each time. CsCheck prints a broken one's seed and shrinks it.</summary>
    [Fact]
    public void Whatever_else_breaks_they_hold()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("RADIONET_SOAK") == "1", "On demand: RADIONET_SOAK=1.");
        _stories.Sample(Tell, iter: 1000, threads: 1);
    }

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

    private static void Tell((int Seed, (int Kind, int One, int Two)[] Steps) story)
    {
        if (new TierStory(story.Seed).Tell(story.Steps) is { } broken)
        {
            Assert.Fail(broken);
        }
    }
}
