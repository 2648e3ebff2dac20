using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.World;

/// <summary>A small network: three hills with a repeater each, and a link that carries two calls at once.</summary>
internal static class Plans
{
    public const uint Ordinary = 10;
    public const uint Equal = 20;
    public const uint High = 30;
    public const uint OnSlotTwo = 40;
    public const uint NoEmergency = 50;
    public const uint OneWay = 60;
    public const uint Follows = 70;
    public const uint Third = 80;

    public static NetworkPlan Small { get; } = new("test")
    {
        Tiers = [new Tier(1, LocalizedText.Same("Province")), new Tier(2, LocalizedText.Same("District"))],
        Places = [new Place("province", 1, null, LocalizedText.Same("province")), new Place("north", 2, "province", LocalizedText.Same("north"))],
        Nodes = [new NodePlan("core", "province")],
        Sites =
        [
            At("a", new Repeater(new(1), "s")), At("b", new Repeater(new(2), "s")), At("c", new Repeater(new(3), "s")),
            At("d", new Repeater(new(4), "s") { CallsAtOnce = 2 }),
        ],
        Talkgroups =
        [
            Group(Ordinary), Group(Equal), Group(High) with { Priority = 8 },
            Group(OnSlotTwo) with { Slot = Timeslot.Two, Sites = new(SiteSelectionKind.Listed, ["a", "b"]) },
            Group(NoEmergency) with { Emergency = false }, Group(OneWay) with { Broadcast = true },
            Group(Follows) with { Sites = SiteSelection.Affiliated }, Group(Third),
        ],
        Subscribers =
        [
            Radio(101), Radio(102), Radio(103), Radio(104) with { Priority = 7 }, Radio(105) with { Priority = 9, PreEmpt = true },
            Radio(106) with { AllCall = true, PrivateCalls = false }, Radio(107) with { Stunned = true },
            Radio(108) with { Talkgroups = [new(Equal)] }, Radio(109), Radio(110),
        ],
    };

    public static NetworkPlan With(this NetworkPlan plan, uint talkgroup, Func<Talkgroup, Talkgroup?> change) =>
        plan with { Talkgroups = [.. plan.Talkgroups.Select(t => t.Id.Value == talkgroup ? change(t) : t).OfType<Talkgroup>()] };

    public static NetworkPlan WithRadio(this NetworkPlan plan, uint radio, Func<Subscriber, Subscriber?> change) =>
        plan with { Subscribers = [.. plan.Subscribers.Select(s => s.Id.Value == radio ? change(s) : s).OfType<Subscriber>()] };

    private static Site At(string id, Repeater repeater) => new(id, "north") { Repeaters = [repeater] };

    private static Talkgroup Group(uint id) => new(new(id), "province") { Line = (int)id };

    private static Subscriber Radio(uint id) => new(new(id))
    {
        Talkgroups = [.. new[] { Ordinary, Equal, High, OnSlotTwo, NoEmergency, OneWay, Follows, Third }.Select(t => new TalkgroupId(t))],
        Line = (int)id,
    };
}
