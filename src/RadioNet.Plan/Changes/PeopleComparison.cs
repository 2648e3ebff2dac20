using System.Collections.Immutable;
using RadioNet.Plan.Model;

namespace RadioNet.Plan.Changes;

/// <summary>What a change of the plan does to people, as a bounded number of sentences: what they lose comes first.</summary>
internal static class PeopleComparison
{
    public static ImmutableArray<LocalizedText> Of(NetworkPlan before, NetworkPlan after)
    {
        var radios = new RadioEffects(before, after);
        var members = new MembershipEffects(before, after);
        var coverage = new CoverageEffects(before, after);
        var equipment = new EquipmentEffects(before, after);
        var stations = new StationEffects(before, after);
        return
        [
            .. radios.Losses(),
            .. members.Losses(),
            .. coverage.Losses(),
            .. stations.Losses(),
            .. TalkgroupEffects.Of(before, after),
            .. radios.Rights(),
            .. equipment.All(),
            .. stations.Changes(),
            .. M17LinkEffects.Of(before, after),
            .. UserEffects.Of(before, after),
            .. radios.Gains(),
            .. members.Gains(),
            .. coverage.Gains(),
            .. stations.Gains(),
        ];
    }
}
