using Grpc.Net.Client;
using RadioNet.Api;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Tiers;

/// <summary>A repeater of one commune that logs in at the node of another one, under another district.</summary>
[Collection(nameof(RealTime))]
public sealed class RoamingTests(ITestOutputHelper output)
{
    private const uint Group = 1001, Stranger = 4_520_099, Stunned = 4_520_003;

    private const string Plan = """
        network: test-net
        tiers: [ { level: 1, name: Province }, { level: 2, name: District }, { level: 3, name: Commune } ]
        places:
          - { id: province, tier: 1 }
          - { id: d1, tier: 2, in: province }
          - { id: d2, tier: 2, in: province }
          - { id: c1, tier: 3, in: d1 }
          - { id: c2, tier: 3, in: d2 }
        nodes: [ { id: core, at: province }, { id: core-d1, at: d1 }, { id: core-d2, at: d2 }, { id: core-c1, at: c1 }, { id: core-c2, at: c2 } ]
        sites:
          - { id: summit, at: province, repeaters: [ { id: 101, secret: of the summit } ] }
          - { id: hill, at: c1, repeaters: [ { id: 102, secret: of the hill, roam: true } ] }
          - { id: ridge, at: c1, repeaters: [ { id: 103, secret: of the ridge } ] }
          - { id: valley, at: c2, repeaters: [ { id: 104, secret: of the valley } ] }
        talkgroups: [ { id: 1001, home: province, hang-time: 300ms } ]
        subscribers:
          - { id: 4520001, home: c1, talkgroups: [ 1001 ] }
          - { id: 4520002, home: province, talkgroups: [ 1001 ] }
          - { id: 4520003, home: c1, talkgroups: [ 1001 ], stunned: true }
        """;

    [TierFact]
    public async Task A_repeater_is_served_where_it_logs_in_with_its_radios_rights()
    {
        await using var network = await OneProcess.StartAsync(Plan);
        await network.AddAsync("core-d1", "core");
        await network.AddAsync("core-d2", "core");
        await network.AddAsync("core-c1", "core-d1", "core");
        await network.AddAsync("core-c2", "core-d2", "core");
        await HasAsync(network, "tiers.nodes", 5, [.. network.Nodes]);
        using RawRepeater summit = new(network["core"].Addresses.Homebrew!, 101, "of the summit");
        using RawRepeater ridge = new(network["core-c1"].Addresses.Homebrew!, 103, "of the ridge");
        using RawRepeater valley = new(network["core-c2"].Addresses.Homebrew!, 104, "of the valley");
        using RawRepeater hill = new(network["core-c2"].Addresses.Homebrew!, 102, "of the hill");
        foreach (var repeater in new[] { summit, ridge, valley })
        {
            await repeater.LogInAsync();
        }

        var since = TimeProvider.System.GetTimestamp();
        await hill.LogInAsync();
        output.WriteLine($"logged in at the other commune's node in {TimeProvider.System.GetElapsedTime(since).TotalMilliseconds:0} ms");
        await HasAsync(network, "tiers.sites-away", 1, [.. network.Nodes]);

        // Both ways, over four links.
        var said = Speak(4_520_001);
        await hill.PlayAsync(said, 1);
        foreach (var listener in new[] { summit, ridge, valley })
        {
            AssertIsHeard(said, Assert.Single(await listener.SpurtsAsync(1)));
        }

        var answer = Speak(4_520_002);
        await summit.PlayAsync(answer, 1);
        AssertIsHeard(answer, Assert.Single(await hill.SpurtsAsync(1)));

        // A private call goes there, and nowhere else.
        await Task.Delay(500);
        var (ridgeHeard, valleyHeard) = (ridge.Heard.Count, valley.Heard.Count);
        var asked = new VirtualRadio(new RadioId(4_520_002), new ColorCode(1)).CallUnit(new RadioId(4_520_001), Second);
        await summit.PlayAsync(asked, 1);
        AssertIsHeard(asked, (await hill.SpurtsAsync(2))[^1]);
        Assert.Equal((ridgeHeard, valleyHeard), (ridge.Heard.Count, valley.Heard.Count));

        // Whom the plan does not know, and whom it bars, nobody hears: the records stand where they tried.
        await Task.Delay(500);
        var summitHeard = summit.Heard.Count;
        foreach (var (radio, why) in new[] { (Stranger, "unknown-radio"), (Stunned, "stunned") })
        {
            await hill.PlayAsync(Speak(radio), 1);
            await ReasonAsync(network, "core-c2", radio, why);
        }

        Assert.Equal(summitHeard, summit.Heard.Count);

        // Another box with its id, at its own node: it is refused, and the one that is served goes on.
        using RawRepeater twin = new(network["core-c1"].Addresses.Homebrew!, 102, "of the hill");
        await hill.PingAsync();
        twin.Send(twin.Proof(await twin.ChallengeAsync()));
        Assert.Equal(twin.WithId("MSTNAK"), await twin.AnswerAsync());
        Assert.Equal(1, await CounterAsync(network, "core-c1", "sessions.elsewhere"));

        // Its own node goes and comes back: it stays.
        await network.StopAsync("core-c1");
        await HasAsync(network, "tiers.nodes", 4, "core", "core-c2");
        await IsHeardAsync(hill, summit);
        await network.StartAsync("core-c1", null, ["core-d1", "core"]);
        await HasAsync(network, "tiers.nodes", 5, [.. network.Nodes]);
        await HasAsync(network, "tiers.sites-away", 1, "core-c1");
        await hill.PingAsync();
        await IsHeardAsync(hill, summit);

        // It takes its leave and logs in at home.
        hill.Send(hill.WithId("RPTCL"));
        using RawRepeater home = new(network["core-c1"].Addresses.Homebrew!, 102, "of the hill");
        await home.LogInAsync();
        await IsHeardAsync(home, valley);
        await HasAsync(network, "sessions.open", 1, "core-c2");
    }

    private static ulong[] Second => VirtualRadio.SilenceFor(TimeSpan.FromSeconds(1));

    private static Transmission Speak(uint radio) => new VirtualRadio(new RadioId(radio), new ColorCode(1)).CallGroup(new TalkgroupId(Group), Second);

    private static async Task IsHeardAsync(RawRepeater at, RawRepeater by)
    {
        var before = by.Heard.Count(burst => burst.IsTerminator);
        var said = Speak(4_520_001);
        await at.PlayAsync(said, 1);
        AssertIsHeard(said, (await by.SpurtsAsync(before + 1))[^1]);
    }

    /// <summary>Three bursts wait while the floor is decided; a busy machine may take longer.</summary>
    private static void AssertIsHeard(Transmission said, IReadOnlyList<HeardBurst> heard)
    {
        Assert.InRange(heard.Count, said.Bursts.Length - 5, said.Bursts.Length);
        Assert.True(heard[0].IsHeader && heard[^1].IsTerminator);
        Assert.All(heard, burst => Assert.Equal(said.Source.Value, burst.Source));
    }

    private static async Task ReasonAsync(OneProcess network, string node, uint radio, string why)
    {
        using var channel = Channel(network, node);
        CallService.CallServiceClient calls = new(channel);
        IReadOnlyList<Call> found = [];
        await Wait.UntilAsync(
            async () => (found = [.. (await calls.ListAsync(new ListCallsRequest { Radio = radio })).Calls]).Any(call => call.Reason == why && call.Node == node),
            () => Task.FromResult($"{radio} is not refused as {why}: {string.Join('\n', found)}"));
    }

    private static async Task HasAsync(OneProcess network, string counter, long value, params string[] nodes)
    {
        foreach (var node in nodes)
        {
            long found = -1;
            await Wait.UntilAsync(
                async () => (found = await CounterAsync(network, node, counter)) == value, () => Task.FromResult($"{counter} of {node} is {found}"), TimeSpan.FromSeconds(20));
        }
    }

    private static async Task<long> CounterAsync(OneProcess network, string node, string counter)
    {
        using var channel = Channel(network, node);
        return (await new StatusService.StatusServiceClient(channel).GetAsync(new GetStatusRequest())).Counters[counter];
    }

    private static GrpcChannel Channel(OneProcess network, string node) => GrpcChannel.ForAddress($"http://{network[node].Addresses.Grpc}");
}
