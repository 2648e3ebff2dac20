using CsCheck;

namespace RadioNet.CallControl.Tests.Properties;

public sealed class InterleavingTests
{
    private static readonly Gen<(int Seed, (int Kind, int One, int Two)[] Steps)> _stories = Gen.Select(
        Gen.Int[0, int.MaxValue],
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 9999], Gen.Int[0, 9999]).Array[10, 400]);

    /// <summary>New stories each time; <c>RADIONET_SOAK=1</c> tells many more. CsCheck prints a broken one's seed and shrinks it.</summary>
    [Fact]
    public void Whatever_happens_in_whatever_order_the_invariants_hold() =>
        _stories.Sample(Tell, iter: IsSoak ? 6000 : 120, threads: 1);

    private static void Tell((int Seed, (int Kind, int One, int Two)[] Steps) story)
    {
        if (new Story(story.Seed).Tell(story.Steps) is { } broken)
        {
            Assert.Fail(broken);
        }
    }

    private static bool IsSoak => Environment.GetEnvironmentVariable("RADIONET_SOAK") == "1";
}
