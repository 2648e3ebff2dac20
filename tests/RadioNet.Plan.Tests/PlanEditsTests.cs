using CsCheck;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Tests;

public sealed class PlanEditsTests
{
    private static readonly NetworkPlan _plan = Plans.Read(Plans.Small);

    [Fact]
    public void A_talkgroup_takes_new_values_and_keeps_the_others()
    {
        var plan = Good(PlanEdits.SetTalkgroup(_plan, new(100), ["name=Cứu hộ: 1", "priority=8", "sites=s1,s2", "hang-time=500ms"]));
        plan = Good(PlanEdits.SetTalkgroup(plan, new(100), ["name.en=Rescue", "sites-=s1", "priority="]));

        Assert.Equal(new Talkgroup(new(100), "root")
        {
            Name = new LocalizedText("Cứu hộ: 1", "Rescue"),
            Sites = new SiteSelection(SiteSelectionKind.Listed, ["s2"]),
            HangTime = TimeSpan.FromMilliseconds(500),
        }, plan.Talkgroups[0] with { Line = 0 });
        Assert.Equal(SiteSelection.Affiliated, Good(PlanEdits.SetTalkgroup(plan, new(100), ["sites=affiliated"])).Talkgroups[0].Sites);
        Assert.True(PlanContent.Same(_plan, plan with { Talkgroups = _plan.Talkgroups }));
    }

    [Fact]
    public void Entries_are_added_and_removed()
    {
        var plan = Good(PlanEdits.AddTalkgroup(_plan, new(99), ["home=hill", "name.vi=Lũ", "name.en=Flood"]));
        plan = Good(PlanEdits.AddSubscriber(plan, new(8), ["alias=Xe 1", "talkgroups=99,100", "stunned=true"]));
        Assert.Equal([99u, 100u, 101u], plan.Talkgroups.Select(t => t.Id.Value));
        Assert.Equal(new LocalizedText("Lũ", "Flood"), plan.Talkgroups[0].Name);
        Assert.True(plan.Subscribers[1].Stunned);

        plan = Good(PlanEdits.RemoveTalkgroup(plan, new(99)));
        Assert.Equal([100u], plan.Subscribers[1].Talkgroups.Select(t => t.Value));
        plan = Good(PlanEdits.RemoveSubscriber(plan, new(8)));
        Assert.True(PlanContent.Same(_plan, plan));
    }

    [Fact]
    public void A_list_grows_and_shrinks()
    {
        var plan = Good(PlanEdits.SetSubscriber(_plan, new(7), ["talkgroups-=100"]));
        Assert.Equal([101u], plan.Subscribers[0].Talkgroups.Select(t => t.Value));
        plan = Good(PlanEdits.SetSubscriber(plan, new(7), ["talkgroups+=100", "agency=fire"]));
        Assert.Equal([100u, 101u], plan.Subscribers[0].Talkgroups.Select(t => t.Value));
        plan = Good(PlanEdits.SetSubscriber(plan, new(7), ["talkgroups=", "agency="]));
        Assert.Empty(plan.Subscribers[0].Talkgroups);
        Assert.Null(plan.Subscribers[0].Agency);
    }

    [Theory]
    [InlineData("priority=11", "\"priority\" is \"11\". Write a whole number from 0 to 10.")]
    [InlineData("prio=1", "A talkgroup has no key \"prio\". Its keys are id, name, home")]
    [InlineData("priorty=1", "A talkgroup has no key \"priorty\". Did you mean \"priority\"?")]
    [InlineData("home=nowhere", "There is no place \"nowhere\".")]
    [InlineData("sites=s9", "There is no site \"s9\".")]
    [InlineData("sites+=s1", "\"sites\" is no list now. Write the whole list: sites=a,b.")]
    [InlineData("home=", "This talkgroup has no \"home\". Add it.")]
    [InlineData("id=5", "The id of a talkgroup does not change. Remove it and add another.")]
    [InlineData("priority", "\"priority\" is no change. Write key=value, such as priority=8.")]
    [InlineData("priority+=1", "\"priority\" is no list. Write priority=value.")]
    [InlineData("name.en=", "\"name.en\" wants a text: name.en=Rescue.")]
    [InlineData("record=maybe", "\"record\" is \"maybe\". Write true or false.")]
    public void What_is_wrong_is_the_readers_sentence(string word, string error)
    {
        var reading = PlanEdits.SetTalkgroup(_plan, new(100), [word]);
        Assert.False(reading.Succeeded);
        Assert.StartsWith(error, Assert.Single(reading.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_and_taken_ids_are_refused()
    {
        Assert.Equal("There is no talkgroup 5. Add it first, or correct the id.", Error(PlanEdits.SetTalkgroup(_plan, new(5), [])));
        Assert.Equal("Talkgroup 100 is in the plan already. Set its values, or choose another id.", Error(PlanEdits.AddTalkgroup(_plan, new(100), [])));
        Assert.Equal("There is no talkgroup 5.", Error(PlanEdits.RemoveTalkgroup(_plan, new(5))));
        Assert.Equal("There is no subscriber 5.", Error(PlanEdits.RemoveSubscriber(_plan, new(5))));
        Assert.Equal("\"id\" is \"0\". Write a whole number from 1 to 16777214.", Error(PlanEdits.AddSubscriber(_plan, new(0), [])));
    }

    [Fact]
    public void Whatever_a_word_holds_it_changes_one_value_or_nothing()
    {
        Gen.Char["a1:,{}[]\"'\\\n\t#&*=+-\0 \ud800"].Array[0, 20].Select(c => "alias=" + new string(c)).Sample(word =>
        {
            var reading = PlanEdits.SetSubscriber(_plan, new(7), [word]);
            return !reading.Succeeded || PlanContent.Same(_plan, reading.Plan with { Subscribers = [reading.Plan.Subscribers[0] with { Alias = "7" }] });
        }, iter: 2_000);
    }

    private static NetworkPlan Good(PlanReading reading)
    {
        Assert.Empty(reading.Errors);
        return reading.Plan!;
    }

    private static string Error(PlanReading reading) => Assert.Single(reading.Errors).ToString();
}
