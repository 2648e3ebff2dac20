using System.Collections.Immutable;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.World;

/// <summary>Small networks: three hills with a repeater each, and a link that carries two calls at once.</summary>
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

    /// <summary>
    /// The small network with base stations of ours: at hill b beside its repeater, at hill e a duplex and a simplex carrier and one
    /// that wants a control channel.
    /// </summary>
    public static NetworkPlan Mixed { get; } = Small with
    {
        Sites =
        [
            Small.Sites[0], Small.Sites[1] with { BaseStations = [Station("bs1", Duplex("c1")) with { Line = 201 }] }, Small.Sites[2], Small.Sites[3],
            new Site("e", "north")
            {
                BaseStations =
                [
                    Station("bs1", Duplex("c1"), new Carrier("c2", Band(440), Band(440))) with { Line = 501 },
                    Station("bs2", Duplex("c1") with { ControlChannel = Timeslot.One }) with { Mode = BaseStationMode.Trunked, Line = 502 },
                ],
            },
        ],
    };

    /// <summary>The numbers of the mixed network's carriers.</summary>
    public static uint CarrierAtB { get; } = NumberOf("b", "bs1", "c1");

    public static uint DuplexAtE { get; } = NumberOf("e", "bs1", "c1");

    public static uint SimplexAtE { get; } = NumberOf("e", "bs1", "c2");

    public static uint TrunkedAtE { get; } = NumberOf("e", "bs2", "c1");

    public static NetworkPlan WithStation(this NetworkPlan plan, string site, string station, Func<BaseStation, BaseStation> change) => plan with
    {
        Sites = [.. plan.Sites.Select(s => s.Id == site ? s with { BaseStations = [.. s.BaseStations.Select(b => b.Id == station ? change(b) : b)] } : s)],
    };

    public static NetworkPlan With(this NetworkPlan plan, uint talkgroup, Func<Talkgroup, Talkgroup?> change) =>
        plan with { Talkgroups = [.. plan.Talkgroups.Select(t => t.Id.Value == talkgroup ? change(t) : t).OfType<Talkgroup>()] };

    public static NetworkPlan WithRadio(this NetworkPlan plan, uint radio, Func<Subscriber, Subscriber?> change) =>
        plan with { Subscribers = [.. plan.Subscribers.Select(s => s.Id.Value == radio ? change(s) : s).OfType<Subscriber>()] };

    private static BaseStation Station(string id, params Carrier[] carriers) => new(id) { Carriers = [.. carriers] };

    private static Carrier Duplex(string id) => new(id, Band(416), Band(421));

    private static Hertz Band(int megahertz) => new(megahertz * 1_000_000L);

    private static uint NumberOf(string site, string station, string carrier)
    {
        Assert.True(new PlanIndex(Mixed, 1).TryPort(site, station, carrier, out var port));
        return port.Id.Value;
    }

    private static Site At(string id, Repeater repeater) => new(id, "north") { Repeaters = [repeater] };

    private static Talkgroup Group(uint id) => new(new(id), "province") { Line = (int)id };

    private static Subscriber Radio(uint id) => new(new(id))
    {
        Talkgroups = [.. new[] { Ordinary, Equal, High, OnSlotTwo, NoEmergency, OneWay, Follows, Third }.Select(t => new TalkgroupId(t))],
        Line = (int)id,
    };
}
