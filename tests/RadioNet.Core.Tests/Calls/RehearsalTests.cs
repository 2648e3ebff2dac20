using Microsoft.Extensions.Time.Testing;
using RadioNet.Core.Calls;
using RadioNet.Core.Records;

namespace RadioNet.Core.Tests.Calls;

public sealed class RehearsalTests
{
    [Fact]
    public void TheRehearsalIsAWholeCallFromOneSiteToTheOther()
    {
        var records = Rehearsal.Play(new FakeTimeProvider());
        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.NotEqual(CallState.Denied, record.State));
        Assert.Contains(records, record => record.Sites.Contains("one") && record.Sites.Contains("two"));
        Assert.Contains(records, record => record.Spurts.Single().EndReason == "ended");
    }
}
