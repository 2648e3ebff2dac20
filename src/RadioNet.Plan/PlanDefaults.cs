using System.Collections.Immutable;
using RadioNet.Plan.Schema;

namespace RadioNet.Plan;

/// <summary>The plan's reference as data: every kind of entry with its keys, defaults, ranges and meanings.</summary>
public static class PlanDefaults
{
    /// <summary>The kinds of entries, in the order in which a plan is written.</summary>
    public static ImmutableArray<PlanSection> Sections { get; } =
    [
        TierKind.Kind.Reference,
        PlaceKind.Kind.Reference,
        NodeKind.Kind.Reference,
        AgencyKind.Kind.Reference,
        SiteKind.Kind.Reference,
        RepeaterKind.Kind.Reference,
        BaseStationKind.Kind.Reference,
        CarrierKind.Kind.Reference,
        TalkgroupKind.Kind.Reference,
        SubscriberKind.Kind.Reference,
        M17LinkKind.Kind.Reference,
        UserKind.Kind.Reference,
    ];
}
