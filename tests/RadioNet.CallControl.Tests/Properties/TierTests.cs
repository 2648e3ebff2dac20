using CsCheck;

namespace RadioNet.CallControl.Tests.Properties;

public sealed class TierTests
{
    private static readonly Gen<(int Seed, (int Kind, int One, int Two)[] Steps)> _stories = Gen.Select(
        Gen.Int[0, int.MaxValue],
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 9999], Gen.Int[0, 9999]).Array[10, 120]);

    /// <summary>New stories each time. CsCheck prints a broken one's seed and shrinks it.</summary>
    [Fact]
    public void Whatever_breaks_and_comes_back_the_invariants_hold() => _stories.Sample(Tell, iter: 30, threads: 1);

    /// <summary>Likewise, more of them.</summary>
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

    /// <summary>Likewise, by CsCheck's seeds.</summary>
    [Theory]
    [InlineData("a_cOIWsXiIO2")] // a call came whole by another plan than its new arbiter's, who did not say that it had it
    [InlineData("99WtZBK8vWD1")] // a plan made right what had been said of a part that was joined since
    [InlineData("9kGVWCgSM17Ge")]
    [InlineData("2_H8kBQNyZnqc")]
    [InlineData("3P-5TrJ1-OpEc")] // a call brought a talker at a node that was lost while it was on its way
    [InlineData("3zlpiKv2kVXme")] // a call that was moved by a plan was taken for a joined part
    [InlineData("8kCDaZq_Q_Q5b")] // a call brought a talker whom its new arbiter had heard ask before
    [InlineData("dzq-ccBw5IzK4")] // a former arbiter's timeslots were nobody's
    [InlineData("cljQIvwr1ycJe")]
    [InlineData("dRe5YH27QsJQ6")] // a former arbiter's last words were not obeyed any more
    [InlineData("6JsAyLAeveXm1")] // nodes between remembered of a call that was moved that a part was joined
    [InlineData("feGiL3I8oMb62")] // what a part was said to be before it was joined came up again when an uplink was lost
    [InlineData("15reWTQcNR82")] // who was given a part that all knew to be its own said so again, and undid what was joined since
    public void Nor_does_that_one_break_them(string seed) => Tell(_stories.Generate(PCG.Parse(seed), null, out _));

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
