using CsCheck;

namespace RadioNet.CallControl.Tests.Properties;

public sealed class MoveTests
{
    private static readonly Gen<(int Seed, (int Kind, int One, int Two)[] Steps)> _stories = Gen.Select(
        Gen.Int[0, int.MaxValue],
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 9999], Gen.Int[0, 9999]).Array[10, 120]);

    /// <summary>New stories each time; <c>RADIONET_SOAK=1</c> tells many more. CsCheck prints a broken one's seed and shrinks it.</summary>
    [Fact]
    public void Whatever_a_plan_moves_nobody_who_talks_notices() =>
        _stories.Sample(Tell, iter: IsSoak ? 500 : 6, threads: 1);

    [Fact]
    public void A_story_of_many_steps_has_calls_that_run_while_they_are_moved()
    {
        Random die = new(11);
        MoveStory story = new(11);
        var broken = story.Tell(Enumerable.Range(0, 1000).Select(_ => (die.Next(100), die.Next(10_000), die.Next(10_000))));
        Assert.True(broken is null, broken);
        Assert.InRange(story.Grants, 50, 1000);
        Assert.InRange(story.Moves, 50, 1000);
        Assert.InRange(story.Kept, 50, 100_000);
    }

    private static void Tell((int Seed, (int Kind, int One, int Two)[] Steps) story)
    {
        if (new MoveStory(story.Seed).Tell(story.Steps) is { } broken)
        {
            Assert.Fail(broken);
        }
    }

    private static bool IsSoak => Environment.GetEnvironmentVariable("RADIONET_SOAK") == "1";
}
