using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan.Tests;

public sealed class PlanReaderTests
{
    [Fact]
    public void A_small_plan_has_the_defaults_of_the_model()
    {
        var plan = Plans.Read(Plans.Small);

        Assert.Equal("test", plan.Network);
        Assert.Equal(new Talkgroup(new TalkgroupId(100), "root") { Line = 20 }, plan.Talkgroups[0]);
        Assert.Equal(new Repeater(new RepeaterId(1), "one") { Line = 15 }, plan.Sites[0].Repeaters.Single());
        Assert.Equal([100u, 101u], plan.Subscribers.Single().Talkgroups.Select(t => t.Value));
        Assert.Equal(new User("boss", UserRole.Administrator, "root", "h1") { Line = 25 }, plan.Users.Single());
    }

    [Fact]
    public void Every_key_is_read()
    {
        var plan = Plans.Read("""
            network: n
            tiers: [{ level: 1, name: { vi: Tỉnh, en: Province } }]
            places: [{ id: p, tier: 1, name: { vi: Đắk Lắk } }]
            nodes: [{ id: c, at: p }]
            agencies: [{ id: a, name: { en: Fire } }]
            sites:
              - id: s
                at: p
                name: Hill
                location: { latitude: -12.5, longitude: 1.08e2 }
                repeaters: [{ id: 9, secret: "x: y", color-code: 0, calls-at-once: 8 }]
                base-stations:
                  - id: bs1
                    mode: trunked
                    color-code: 15
                    carriers:
                      - { id: c1, receive: 416.0125 MHz, transmit: 0.4210125GHz, control-channel: 2 }
                      - { id: c2, receive: 416025 kHz, transmit: 421025000 Hz }
            talkgroups:
              - { id: 5, name: T, home: p, sites: [s, s], slot: 2, priority: 0, hang-time: 500ms, time-limit: 2m,
                  emergency: false, record: true, broadcast: true, start: all, vocoder: codec2-2400 }
            subscribers:
              - { id: 6, alias: A, agency: a, home: p, talkgroups: [5], priority: 10, pre-empt: true, private-calls: false, all-call: true, stunned: true }
            users: [{ name: u, role: listener, place: p, password-hash: kept, priority: 1, pre-empt: true }]
            """);

        Assert.Equal(LocalizedText.Same("Đắk Lắk"), plan.Places[0].Name);
        Assert.Equal(LocalizedText.Same("Fire"), plan.Agencies[0].Name);
        var site = plan.Sites[0];
        Assert.Equal(new GeoPoint(-12.5, 108), site.Location);
        Assert.Equal(new Repeater(new RepeaterId(9), "x: y") { ColorCode = new ColorCode(0), CallsAtOnce = 8, Line = 11 }, site.Repeaters[0]);
        var station = site.BaseStations[0];
        Assert.Equal((BaseStationMode.Trunked, new ColorCode(15)), (station.Mode, station.ColorCode));
        Assert.Equal(
        [
            new Carrier("c1", new Hertz(416_012_500), new Hertz(421_012_500)) { ControlChannel = Timeslot.Two, Line = 17 },
            new Carrier("c2", new Hertz(416_025_000), new Hertz(421_025_000)) { Line = 18 },
        ], station.Carriers);
        Assert.Equal(new Talkgroup(new TalkgroupId(5), "p")
        {
            Name = LocalizedText.Same("T"),
            Sites = new SiteSelection(SiteSelectionKind.Listed, ["s"]),
            Slot = Timeslot.Two,
            Priority = 0,
            HangTime = TimeSpan.FromMilliseconds(500),
            TimeLimit = TimeSpan.FromMinutes(2),
            Emergency = false,
            Record = true,
            Broadcast = true,
            Start = CallStart.All,
            Vocoder = VocoderKind.Codec2At2400,
            Line = 20,
        }, plan.Talkgroups[0]);
        Assert.Equal(new Subscriber(new RadioId(6))
        {
            Alias = "A",
            Agency = "a",
            Home = "p",
            Talkgroups = [new TalkgroupId(5)],
            Priority = 10,
            PreEmpt = true,
            PrivateCalls = false,
            AllCall = true,
            Stunned = true,
            Line = 23,
        }, plan.Subscribers[0]);
        Assert.Equal(new User("u", UserRole.Listener, "p", "kept") { Priority = 1, PreEmpt = true, Line = 24 }, plan.Users[0]);
    }

    [Theory]
    [InlineData("3s", 3_000)]
    [InlineData("500ms", 500)]
    [InlineData("1.5 s", 1_500)]
    [InlineData("1m", 60_000)]
    [InlineData("1min", 60_000)]
    [InlineData("0s", 0)]
    public void Durations_have_units(string text, int milliseconds)
    {
        var plan = Plans.Read(Plans.Small.Replace("id: 100, home: root", $"id: 100, home: root, hang-time: {text}"));
        Assert.Equal(milliseconds, plan.Talkgroups[0].HangTime.TotalMilliseconds);
    }

    [Fact]
    public void Places_come_parents_first_in_whatever_order_they_stand()
    {
        var plan = Plans.Read("""
            network: n
            nodes: [{ id: c, at: p }]
            places:
              - { id: x, tier: 3, in: d }
              - { id: d, tier: 2, in: p }
              - { id: p, tier: 1 }
              - { id: y, tier: 3, in: p }
            tiers: [{ level: 3, name: C }, { level: 1, name: A }, { level: 2, name: B }]
            """);

        Assert.Equal(["p", "d", "x", "y"], plan.Places.Select(p => p.Id));
        Assert.Equal([1, 2, 3], plan.Tiers.Select(t => t.Level));
    }

    [Fact]
    public void Byte_order_mark_and_other_line_ends_change_nothing()
    {
        var plan = Plans.Read(Plans.Small);
        foreach (var text in (string[])["\uFEFF" + Plans.Small, Plans.Small.Replace("\n", "\r\n"), Plans.Small.Replace("\n", "\r")])
        {
            var other = Plans.Read(text);
            Assert.True(PlanContent.Same(plan, other));
            Assert.Equal(plan.Users[0].Line, other.Users[0].Line);
        }
    }

    [Fact]
    public void A_section_without_entries_is_an_empty_list()
    {
        var plan = Plans.Read(Plans.Small.Replace("users:\n  - { name: boss, role: administrator, place: root, password-hash: h1 }", "users:"));
        Assert.Empty(plan.Users);
    }
}
