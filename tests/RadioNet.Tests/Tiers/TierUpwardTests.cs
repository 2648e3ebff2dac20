using RadioNet.Api;
using RadioNet.Core.Records;
using RadioNet.Core.Storage;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Tiers;

/// <summary>Where radios are and how sites are, from a commune to the province, over an outage.</summary>
[Collection(nameof(RealTime))]
public sealed class TierUpwardTests
{
    private const uint Radio = 4_520_001;

    private const string More = """
        talkgroups: [ { id: 1001, name: Cứu hộ, home: commune, hang-time: 1s } ]
        subscribers: [ { id: 4520001, alias: Đội 1, talkgroups: [ 1001 ] } ]
        """;

    [TierFact]
    public async Task Positions_of_an_outage_stand_at_the_province_once_and_sites_are_as_their_node_says()
    {
        await using var rig = await TierRig.StartAsync();
        await rig.AddAsync(TierRig.District, TierRig.Root);
        await rig.AddAsync(TierRig.Commune, TierRig.District, TierRig.Root);
        await rig.HasPlanAsync(TierRig.Commune, await rig.ApplyAsync("with-radios", More));

        // From here on the commune knows of the district alone.
        await rig.KillAsync(TierRig.Commune);
        rig.Tell(TierRig.Commune, TierRig.District);
        await rig.StartAsync(TierRig.Commune);
        using var repeater = new RawRepeater(rig[TierRig.Commune].Homebrew, 102, "of the hill");
        await repeater.LogInAsync();
        await SeesHillAsync(rig, TierRig.Root, "up", seen => seen is { View: SiteView.Current, Node: TierRig.Commune } && seen.Repeaters[0].Session == SessionState.Up);
        Assert.Equal(["hill", "town", "valley"], (await rig[TierRig.District].Sites.ListAsync(new ListSitesRequest())).Sites.Select(site => site.Id));

        GpsInfo[] positions = [.. new[] { 12.68, 12.69, 12.70 }.Select(latitude => GpsInfo.FromDegrees(latitude, 108.0447, PositionError.Below20Metres))];
        await TalkAsync(repeater, positions[0]);
        await SaysAsync(rig, TierRig.Root, positions[0]);
        await SaysAsync(rig, TierRig.District, positions[0]);

        await rig.KillAsync(TierRig.District);
        await SeesHillAsync(rig, TierRig.Root, "stale", seen => seen is { View: SiteView.Stale, Node: TierRig.Commune } && seen.Repeaters[0].Session == SessionState.Up);
        Assert.Contains("up (stale, node core-commune away since", (await rig[TierRig.Root].RunAsync("site", "list", "--lang", "en")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("of 3 sites only the last state is known, of 1 none", (await rig[TierRig.Root].RunAsync("status", "--lang", "en")).Succeeded().Output, StringComparison.Ordinal);
        await TalkAsync(repeater, positions[1]);
        await TalkAsync(repeater, positions[2]);
        await SaysAsync(rig, TierRig.Commune, positions[2]);
        await SaysAsync(rig, TierRig.Root, positions[0]);

        await rig.StartAsync(TierRig.District);
        await SaysAsync(rig, TierRig.Root, positions[2]);
        await SeesHillAsync(rig, TierRig.Root, "current again", seen => seen.View == SiteView.Current);
        var shown = Assert.Single((await rig[TierRig.Root].RunAsync("locations", $"{Radio}", "--json")).Succeeded().Json);
        Assert.Equal((12.7, 1, "hill", TierRig.Commune), (
            Math.Round(shown.GetProperty("said").GetProperty("latitude").GetDouble(), 4), shown.GetProperty("said").GetProperty("errorClass").GetInt32(),
            shown.GetProperty("heard").GetProperty("site").GetString(), shown.GetProperty("heard").GetProperty("node").GetString()));
        Assert.Matches("Đội 1 .* hill +core-commune +12.70000, 108.04470 +< 20 m", (await rig[TierRig.Root].RunAsync("locations", "--lang", "en")).Succeeded().Output);
        var unheard = await rig[TierRig.Root].RunAsync("locations", "7", "--lang", "en");
        Assert.Equal((1, true), (unheard.ExitCode, unheard.Errors.Contains("has not been heard", StringComparison.Ordinal)));

        var stores = new Dictionary<string, IReadOnlyList<LocationRecord>>();
        foreach (string node in new[] { TierRig.Root, TierRig.District, TierRig.Commune })
        {
            await rig.KillAsync(node);
            using var store = new RecordStore(rig.Data(node));
            var held = node == TierRig.Commune ? store.Locations.Own : Assert.Single(store.Locations.Lower);
            stores[node] = [.. store.Locations.After(held, 0, 100).Select(record => record with { Number = record.Made?.Number ?? record.Number, Made = null })];
        }

        Assert.Equal(positions, stores[TierRig.Commune].Select(record => record.Position).OfType<GpsInfo>());
        Assert.Equal(stores[TierRig.Commune], stores[TierRig.District]);
        Assert.Equal(stores[TierRig.Commune], stores[TierRig.Root]);
    }

    private static async Task TalkAsync(RawRepeater repeater, GpsInfo position)
    {
        var radio = new VirtualRadio(new RadioId(Radio), new ColorCode(1)) { Interleaved = [position.ToLinkControl()] };
        await repeater.PlayAsync(radio.CallGroup(new TalkgroupId(1001), VirtualRadio.SilenceFor(TimeSpan.FromSeconds(0.7))), 1);
    }

    private static Task SaysAsync(TierRig rig, string node, GpsInfo position) => Wait.UntilAsync(
        async () => (await SaidAsync(rig, node))?.Said?.Position is { } said && Math.Abs(said.Latitude - position.Latitude) < 1e-9,
        async () => $"{node} does not have {position} but {await SaidAsync(rig, node)}. {rig.Logs()}", TimeSpan.FromSeconds(20));

    private static async Task<LocatedRadio?> SaidAsync(TierRig rig, string node) =>
        (await rig[node].Locations.ListAsync(new ListLocationsRequest { Radio = Radio })).Radios.SingleOrDefault();

    private static Task SeesHillAsync(TierRig rig, string node, string what, Func<Site, bool> isSo) => Wait.UntilAsync(
        async () => isSo(await HillAsync(rig, node)), async () => $"{node} does not see the hill {what}: {await HillAsync(rig, node)}. {rig.Logs()}", TimeSpan.FromSeconds(20));

    private static async Task<Site> HillAsync(TierRig rig, string node) =>
        (await rig[node].Sites.ListAsync(new ListSitesRequest())).Sites.Single(site => site.Id == "hill");
}
