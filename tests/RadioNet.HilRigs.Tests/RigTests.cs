using RadioNet.HilRigs.Tests.Running;
using RadioNet.HilRigs.Tests.Scenarios;

namespace RadioNet.HilRigs.Tests;

/// <summary>Every scenario on one rig, one after the other.</summary>
public abstract class RigTests(RigSession session)
{
    public static TheoryData<string> Scenarios => [.. AllScenarios.List.Select(scenario => scenario.Id)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Scenario(string id)
    {
        Assert.SkipWhen(session.ReasonToSkip is not null, session.ReasonToSkip ?? "");
        var result = await session.RunAsync(id, TestContext.Current.CancellationToken);
        Assert.SkipWhen(result.Outcome == Outcome.Skipped, result.Reason?.En ?? "");
        Assert.True(result.Outcome == Outcome.Passed, $"{result.Reason?.En}\n{result.Reason?.Vi}");
    }
}
