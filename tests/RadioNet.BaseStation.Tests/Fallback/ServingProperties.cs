using CsCheck;

namespace RadioNet.BaseStation.Tests.Fallback;

public sealed class ServingProperties
{
    private static readonly Gen<(int Kind, int One, int Two)[]> _stories =
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 9999], Gen.Int[0, 9999]).Array[10, 200];

    /// <summary>
    /// No spurt is decided by both, a running one is not cut by a change of server, every grant ends in one record, no timeslot plays
    /// two. New stories each time; <c>RADIONET_SOAK=1</c> tells many more. CsCheck prints a broken one's seed and shrinks it.
    /// </summary>
    [Fact]
    public void However_the_node_comes_and_goes_each_spurt_has_one_server_and_its_end()
    {
        var (carried, granted) = (0, 0);
        _stories.Sample(
            steps =>
            {
                var story = new ServingStory();
                Assert.Null(story.Tell(steps));
                carried += story.Carried;
                granted += story.LocallyGranted;
            },
            iter: Environment.GetEnvironmentVariable("RADIONET_SOAK") == "1" ? 20_000 : 300,
            threads: 1);
        Assert.True(carried > 20 && granted > 200, $"The stories say too little: {carried} taken over, {granted} granted.");
    }
}
