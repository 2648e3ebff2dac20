using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan.Tests;

public sealed class UserRightsTests
{
    [Theory]
    [InlineData(UserRole.Listener, true, false)]
    [InlineData(UserRole.Dispatcher, true, true)]
    [InlineData(UserRole.Technician, false, false)]
    [InlineData(UserRole.Administrator, false, false)]
    public void Who_configures_the_network_hears_nothing(UserRole role, bool hears, bool talks)
    {
        var plan = new PlanIndex(NetworkPlan.Empty with { Talkgroups = [new Talkgroup(new TalkgroupId(1), NetworkPlan.Empty.Places[0].Id)] }, 1);
        var user = new User("an", role, NetworkPlan.Empty.Places[0].Id, "x");
        Assert.Equal((hears, talks), (plan.MayHear(user, new TalkgroupId(1)), plan.MayTalk(user, new TalkgroupId(1))));
        Assert.False(plan.MayHear(user, new TalkgroupId(2)));
    }
}
