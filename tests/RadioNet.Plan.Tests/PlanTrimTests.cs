using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using CsCheck;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan.Tests;

public sealed class PlanTrimTests(ITestOutputHelper output)
{
    private const string Network = """
        network: n
        tiers: [{ level: 1, name: Province }, { level: 2, name: District }, { level: 3, name: Commune }]
        places:
          - { id: root, tier: 1 }
          - { id: north, tier: 2, in: root }
          - { id: south, tier: 2, in: root }
          - { id: hill, tier: 3, in: north }
        nodes: [{ id: core, at: root }, { id: core-north, at: north }, { id: core-south, at: south }]
        agencies: [{ id: fire }, { id: health }]
        sites:
          - id: here
            at: hill
            name: { vi: Đồi, en: Hill }
            repeaters: [{ id: 5, secret: topsecret }]
            base-stations:
              - { id: bs1, cw-id: { text: XV0DL }, carriers: [{ id: c1, receive: 416 MHz, transmit: 421 MHz }] }
              - { id: bs2, carriers: [{ id: c1, receive: 417 MHz, transmit: 422 MHz }] }
          - { id: there, at: south, repeaters: [{ id: 6, secret: topsecret }] }
        talkgroups:
          - { id: 1, home: root }
          - { id: 2, home: south }
          - { id: 3, home: south, sites: [here, there] }
          - { id: 4, home: root, sites: [there] }
          - { id: 5, home: north, sites: affiliated }
        subscribers:
          - { id: 101, talkgroups: [1, 2], agency: fire, home: hill }
          - { id: 102, talkgroups: [2, 4], agency: health }
          - { id: 103, talkgroups: [3, 4, 5], stunned: true }
          - { id: 104 }
        users: [{ name: u, role: listener, place: root, password-hash: topsecret }]
        """;

    [Fact]
    public void A_base_station_gets_its_site_the_talkgroups_that_come_there_and_their_subscribers()
    {
        var trimmed = Trim(Plans.Read(Network))!;

        Assert.Equal(["root", "north", "south", "hill"], trimmed.Places.Select(p => p.Id));
        Assert.Equal(["core", "core-north"], trimmed.Nodes.Select(n => n.Id));
        Assert.Equal(["fire"], trimmed.Agencies.Select(a => a.Id));
        var site = Assert.Single(trimmed.Sites);
        Assert.Equal(("here", "Hill", "bs1"), (site.Id, site.Name.En, Assert.Single(site.BaseStations).Id));
        Assert.Equal([1u, 3u, 5u], trimmed.Talkgroups.Select(t => t.Id.Value));
        Assert.Equal([SiteSelectionKind.All, SiteSelectionKind.Listed, SiteSelectionKind.Affiliated], trimmed.Talkgroups.Select(t => t.Sites.Kind));
        Assert.Equal(["101: 1", "103: 3, 5"], trimmed.Subscribers.Select(s => $"{s.Id}: {string.Join(", ", s.Talkgroups)}"));
        Assert.True(trimmed.Subscribers[1].Stunned);
        Assert.Empty(trimmed.Users);
        Assert.DoesNotContain("topsecret", PlanWriter.Write(trimmed, withSecrets: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_carrier_has_the_number_that_it_has_in_the_whole_plan()
    {
        var whole = new PlanIndex(Plans.Read(Network), 1);
        var trimmed = new PlanIndex(Trim(whole.Plan)!, 1);
        Assert.True(whole.TryPort("here", "bs1", "c1", out var before));
        Assert.True(trimmed.TryPort("here", "bs1", "c1", out var after));
        Assert.Equal(before.Id, after.Id);
    }

    [Fact]
    public void There_is_nothing_for_a_base_station_that_the_plan_has_not()
    {
        var index = new PlanIndex(Plans.Read(Network), 1);
        Assert.Null(PlanTrim.ForStation(index, "here", "bs3"));
        Assert.Null(PlanTrim.ForStation(index, "there", "bs1"));
        Assert.Null(PlanTrim.ForStation(index, "nowhere", "bs1"));
    }

    [Fact]
    public void What_is_left_is_a_plan_that_goes_through_its_text()
    {
        var stations = 0;
        PlanGen.Plan.Sample(plan =>
        {
            var index = new PlanIndex(plan, 1);
            foreach (var (site, station) in plan.Sites.SelectMany(s => s.BaseStations.Select(b => (s, b))))
            {
                stations++;
                var trimmed = PlanTrim.ForStation(index, site.Id, station.Id)!;
                var text = PlanWriter.Write(trimmed);
                var reading = PlanReader.Read(text);
                Assert.Empty(reading.Errors);
                Assert.True(PlanContent.Same(trimmed, reading.Plan!));
                Assert.Equal(text, PlanWriter.Write(trimmed, withSecrets: true)); // it has none
                SameRights(index, new PlanIndex(reading.Plan!, 1), site.Id);
            }
        }, iter: 200, threads: 1);
        Assert.True(stations > 100);
    }

    [Fact]
    public void Fifty_thousand_subscribers_fit_a_message()
    {
        var plan = Plans.Read(Network);
        var big = plan with
        {
            Subscribers = [.. Enumerable.Range(0, 50_000).Select(i => new Subscriber(new RadioId(4_520_001 + (uint)i))
            {
                Alias = $"PCCC {i}", Agency = "fire", Home = "hill", Talkgroups = [new(1), new(2), new(3), new(4), new(5)], Priority = 6,
            })],
        };
        var index = new PlanIndex(big, 1);
        var clock = Stopwatch.StartNew();
        var text = PlanWriter.Write(PlanTrim.ForStation(index, "here", "bs1")!);
        var wrote = clock.Elapsed;
        var octets = Encoding.UTF8.GetBytes(text);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(octets);
        }

        clock.Restart();
        var read = Plans.Read(text);
        output.WriteLine($"50,000 subscribers: {octets.Length} octets ({packed.Length} packed), trimmed and written in {wrote.TotalMilliseconds:F0} ms, read in {clock.ElapsedMilliseconds} ms");

        Assert.Equal(50_000, read.Subscribers.Length);
        Assert.All(read.Subscribers, s => Assert.Equal(3, s.Talkgroups.Length));
        Assert.InRange(octets.Length, 1_000_000, 8_000_000);
    }

    private static NetworkPlan? Trim(NetworkPlan plan) => PlanTrim.ForStation(new PlanIndex(plan, 1), "here", "bs1");

    /// <summary>Who may use what at the site is the same by both plans.</summary>
    private static void SameRights(PlanIndex whole, PlanIndex trimmed, string site)
    {
        var rights = Rights(whole, site);
        Assert.Equal(rights, Rights(trimmed, site));
    }

    private static List<string> Rights(PlanIndex index, string site) =>
    [
        .. index.Plan.Talkgroups.Where(t => index.SitesOf(t).Any(s => s.Id == site)).SelectMany(t =>
            index.Plan.Subscribers.Where(s => PlanIndex.IsMember(s, t.Id)).Select(s => $"{t.Id} {t.Slot} {t.Priority} {s.Id} {s.Priority} {s.Stunned} {s.Alias}")),
    ];
}
