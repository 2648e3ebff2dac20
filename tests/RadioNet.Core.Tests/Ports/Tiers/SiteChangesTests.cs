using CsCheck;
using RadioNet.Api;
using RadioNet.Core.Ports.Tiers;

namespace RadioNet.Core.Tests.Ports.Tiers;

public sealed class SiteChangesTests
{
    [Fact]
    public void All_is_said_at_first_then_what_changed_and_nothing_when_nothing_did()
    {
        var changes = new SiteChanges();
        Assert.Equal(["a", "b"], Tell(changes, Report("a"), Report("b")).Select(report => report.Site.Id));
        Assert.Empty(Tell(changes, Report("a"), Report("b")));
        var changed = Assert.Single(Tell(changes, Report("a"), Report("b", up: 3)));
        Assert.Equal(("b", 3), (changed.Site.Id, changed.Site.Repeaters[0].CallsNow));
        var gone = Assert.Single(Tell(changes, Report("b", up: 3)));
        Assert.Equal(("a", "low", true), (gone.Site.Id, gone.Node, gone.Gone));
        Assert.Empty(Tell(changes, Report("b", up: 3)));
        Assert.Single(Tell(changes, Report("a"), Report("b", up: 3)));
    }

    [Fact]
    public void What_is_not_on_its_way_is_said_again_as_it_is_then()
    {
        var changes = new SiteChanges();
        Assert.Equal(1, Assert.Single(changes.Next([Report("a", up: 1)]).Sites).Site.Repeaters[0].CallsNow);
        Assert.Equal(2, Assert.Single(changes.Next([Report("a", up: 2)]).Sites).Site.Repeaters[0].CallsNow);
    }

    [Fact]
    public void A_report_that_is_too_large_goes_without_its_words_and_then_without_health()
    {
        var large = Report("a");
        large.Site.BaseStations.Add(new Api.BaseStation
        {
            Id = "bs1",
            Attached = true,
            Health = { Enumerable.Range(0, 64).Select(carrier => new CarrierHealth { Carrier = $"c{carrier}", Description = new string('ạ', 300), Rssi = -80 }) },
        });
        var told = Assert.Single(new SiteChanges().Next([large]).Sites);
        Assert.InRange(told.CalculateSize(), 1, LowerSites.LargestReport);
        Assert.Equal((64, -80, ""), (told.Site.BaseStations[0].Health.Count, told.Site.BaseStations[0].Health[63].Rssi, told.Site.BaseStations[0].Health[0].Description));

        large.Site.BaseStations[0].Health.Add(Enumerable.Range(0, 3000).Select(carrier => new CarrierHealth { Carrier = $"carrier-{carrier}", Rssi = -80 }));
        told = Assert.Single(new SiteChanges().Next([large]).Sites);
        Assert.InRange(told.CalculateSize(), 1, LowerSites.LargestReport);
        Assert.Equal((true, 0), (told.Site.BaseStations[0].Attached, told.Site.BaseStations[0].Health.Count));
    }

    [Fact]
    public void However_sites_change_and_messages_find_no_room_the_parent_comes_to_hold_what_is() =>
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 5], Gen.Bool).Array[1, 200].Sample(steps =>
        {
            const int Budget = 200;
            var changes = new SiteChanges(Budget);
            var (is_, held) = (new Dictionary<string, SiteReport>(), new Dictionary<string, SiteReport>());
            foreach (var (site, state, fits) in steps)
            {
                if (state == 0)
                {
                    is_.Remove($"site-{site}");
                }
                else
                {
                    is_[$"site-{site}"] = Report($"site-{site}", state);
                }

                Carry(fits);
            }

            for (var i = 0; i < 20; i++)
            {
                Carry(true);
            }

            Assert.Equal(is_.OrderBy(one => one.Key), held.OrderBy(one => one.Key));

            void Carry(bool fits)
            {
                var next = changes.Next(is_.Values);
                Assert.True(next.CalculateSize() <= Budget || next.Sites.Count == 1);
                if (!fits)
                {
                    return;
                }

                changes.Told(next);
                foreach (var report in next.Sites)
                {
                    _ = report.Gone ? held.Remove(report.Site.Id) : (held[report.Site.Id] = report) is not null;
                }
            }
        });

    private static Google.Protobuf.Collections.RepeatedField<SiteReport> Tell(SiteChanges changes, params SiteReport[] now)
    {
        var next = changes.Next(now);
        changes.Told(next);
        return next.Sites;
    }

    private static SiteReport Report(string site, int up = 0) => new()
    {
        Node = "low",
        Site = new Site { Id = site, Repeaters = { new Repeater { Id = 9, Session = SessionState.Up, CallsNow = up } } },
    };
}
