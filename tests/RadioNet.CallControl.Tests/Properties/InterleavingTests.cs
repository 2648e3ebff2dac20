using CsCheck;

namespace RadioNet.CallControl.Tests.Properties;

public sealed class InterleavingTests
{
    private static readonly Gen<(int Seed, (int Kind, int One, int Two)[] Steps)> _stories = Gen.Select(
        Gen.Int[0, int.MaxValue],
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 9999], Gen.Int[0, 9999]).Array[10, 400]);

    /// <summary><c>RADIONET_SOAK=1</c> tells 50 times as many stories.</summary>
    private static int Times(int stories) => Environment.GetEnvironmentVariable("RADIONET_SOAK") == "1" ? stories * 50 : stories;

    [Fact]
    public void Whatever_happens_in_whatever_order_the_invariants_hold()
    {
        _stories.Sample(
            story =>
            {
                if (new Story(story.Seed).Tell(story.Steps) is { } broken)
                {
                    throw new InvalidOperationException(broken);
                }
            },
            iter: Times(120),
            threads: 1);
    }
}
