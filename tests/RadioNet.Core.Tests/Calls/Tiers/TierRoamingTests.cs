using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.Core.Calls;
using RadioNet.Protocols;

namespace RadioNet.Core.Tests.Calls.Tiers;

/// <summary>A site whose repeater logs in at another node, with the switchboards of four.</summary>
public sealed class TierRoamingTests : IDisposable
{
    private const string Hill = "hill";

    private static readonly RepeaterId _repeater = new(3);

    private readonly TierWorld _world = new();

    [Fact]
    public void A_site_goes_where_its_repeater_logs_in_and_calls_find_it_there_and_where_it_comes_back()
    {
        LogOut(_world.Commune);
        LogIn(_world.Elsewhere);
        var said = Talk(_world.Core, 101, 1);
        TierWorld.Until("it is heard there", () => _world.Elsewhere.RelayOf(_world.Core.SpurtOf(said)) is { Leases: var leases } && leases.Any(l => l.Repeater == _repeater));
        Assert.DoesNotContain(_world.Commune.RelayOf(_world.Core.SpurtOf(said))?.Leases ?? [], l => l.Repeater == _repeater);
        _world.Core.Release(said);

        var answer = Talk(_world.Elsewhere, 103, 3);
        TierWorld.Until("it is heard from there", () => _world.Core.RelayOf(_world.Elsewhere.SpurtOf(answer)) is { Leases.Length: 1 });
        _world.Elsewhere.Release(answer);
        TierWorld.Until("it is over", () => _world.Core.Records.Any(r => r.Ended is not null));

        LogOut(_world.Elsewhere);
        _world.Elsewhere.Tiers.LeaveSite(Hill);
        AssertServedBy("commune");
        _world.Commune.Switchboard.Post(new Letter(Address.Site(Hill), new ToSite.RepeaterUp(_repeater, RepeaterShape.Duplex)));
        var last = Talk(_world.Core, 101, 1);
        TierWorld.Until("it is heard at home", () => _world.Commune.RelayOf(_world.Core.SpurtOf(last)) is { Leases.Length: 1 });
    }

    [Fact]
    public void A_site_stays_while_a_repeater_is_heard_there_and_who_asked_is_told_by_whom()
    {
        _world.Commune.Tiers.UserOf = site => site == Hill ? "3" : null;
        KeptSite kept = default;
        _world.Elsewhere.Tiers.WantSite(Hill);
        TierWorld.Until("it is answered", () => _world.Elsewhere.Tiers.TryGetKept(Hill, out kept));
        Assert.Equal(new KeptSite("commune", "3"), kept);
        AssertServedBy("commune");
    }

    public void Dispose() => _world.Dispose();

    private void LogIn(TierNode node)
    {
        node.Tiers.WantSite(Hill);
        AssertServedBy(node.Id);
        node.Switchboard.Post(new Letter(Address.Site(Hill), new ToSite.RepeaterUp(_repeater, RepeaterShape.Duplex)));
    }

    private static void LogOut(TierNode node) => node.Switchboard.Post(new Letter(Address.Site(Hill), new ToSite.RepeaterDown(_repeater)));

    private void AssertServedBy(string node) => TierWorld.Until($"{node} serves it", () => _world.Nodes.All(n => n.Tiers.ServerOf(Hill) == node));

    private static CallControl.IngressId Talk(TierNode node, uint radio, uint repeater)
    {
        var press = node.Key(radio, repeater, TierWorld.Province);
        TierWorld.Until("it is granted", () => node.IsGranted(press));
        return press;
    }
}
