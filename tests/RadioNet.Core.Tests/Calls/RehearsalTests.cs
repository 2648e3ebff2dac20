using Microsoft.Extensions.Time.Testing;
using RadioNet.Core.Calls;
using RadioNet.Core.Records;

namespace RadioNet.Core.Tests.Calls;

public sealed class RehearsalTests
{
    [Fact]
    public void TheRehearsalGoesThroughAllThatDecidesACall()
    {
        var records = Rehearsal.Play(new FakeTimeProvider());
        Assert.Contains(records, record => record.State == CallState.Running && record.Sites.Contains("one") && record.Sites.Contains("two"));
        Assert.Contains(records, record => record.Emergency && record.Spurts[^1].EndReason == "ended");
        Assert.Contains(records, record => record.Type == CallType.Private);
        Assert.Contains(records, record => record.State == CallState.Denied && record.Reason == "unknown-radio");
    }

    [Fact]
    public void A_call_over_a_link_is_rehearsed_too()
    {
        var records = Rehearsal.PlayOverLink(new FakeTimeProvider());
        Assert.Contains(records, record => record.State == CallState.Running && record.Sites.Contains("one") && record.Sites.Contains("two"));
        Assert.Contains(records, record => record.Emergency && record.Spurts[^1].EndReason == "ended");
    }
}
