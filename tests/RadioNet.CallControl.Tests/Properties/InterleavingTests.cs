using CsCheck;

namespace RadioNet.CallControl.Tests.Properties;

public sealed class InterleavingTests
{
    private static readonly Gen<(int Seed, (int Kind, int One, int Two)[] Steps)> _stories = Gen.Select(
        Gen.Int[0, int.MaxValue],
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 9999], Gen.Int[0, 9999]).Array[10, 400]);

    /// <summary>The same 120 stories each time; <c>RADIONET_SOAK=1</c> lets CsCheck tell 6,000 new ones instead.</summary>
    [Fact]
    public void Whatever_happens_in_whatever_order_the_invariants_hold()
    {
        if (Environment.GetEnvironmentVariable("RADIONET_SOAK") == "1")
        {
            _stories.Sample(story => Assert.Null(new Story(story.Seed).Tell(story.Steps)), iter: 6000, threads: 1);
            return;
        }

        for (var seed = 0; seed < 120; seed++)
        {
            var die = new Random(seed);
            var steps = Enumerable.Range(0, 300).Select(_ => (die.Next(100), die.Next(10_000), die.Next(10_000))).ToArray();
            var broken = new Story(seed).Tell(steps);
            Assert.True(broken is null, $"story {seed}: {broken}");
        }
    }
}
