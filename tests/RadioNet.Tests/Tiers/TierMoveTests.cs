using RadioNet.Api;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Tiers;

/// <summary>A plan that moves a talkgroup's home while people talk, over nodes in processes of their own, with voice.</summary>
[Collection(nameof(RealTime))]
public sealed class TierMoveTests(ITestOutputHelper output)
{
    private const uint Group = 1001;

    private static readonly string[] _all = [TierRig.Root, TierRig.District, TierRig.Commune, TierRig.Elsewhere];

    [TierFact]
    public async Task A_plan_that_moves_a_home_in_the_middle_of_a_call_costs_no_frame_of_it()
    {
        await using var rig = await TierRig.StartAsync();
        await rig.AddAsync(TierRig.District, TierRig.Root);
        await rig.AddAsync(TierRig.Commune, TierRig.District, TierRig.Root);
        await rig.AddAsync(TierRig.Elsewhere, TierRig.Root);
        await rig.MoveAsync(TierRig.Commune, TierRig.District); // the root let it in; it knows no other way from now on
        await HaveAsync(rig, await rig.ApplyAsync("first", More("province")));
        await rig.HangTogetherAsync(4, _all);
        using var summit = await rig.LogInAsync(TierRig.Root, 101, "of the summit");
        using var hill = await rig.LogInAsync(TierRig.Commune, 102, "of the hill");
        using var far = await rig.LogInAsync(TierRig.Elsewhere, 103, "of elsewhere");

        var said = Speak(4_520_001, 12);
        var talks = hill.PlayAsync(said, 1);
        await far.HearsAsync("somebody talks", heard => heard.Count > 20);
        await HaveAsync(rig, await rig.ApplyAsync("second", More("district")));
        Assert.False(talks.IsCompleted); // so that it was moved meanwhile
        await talks;
        AssertIsWhole("summit", said, Assert.Single(await summit.SpurtsAsync(1)));
        AssertIsWhole("far", said, Assert.Single(await far.SpurtsAsync(1)));
        var kept = await rig[TierRig.Root].CallAsync("it is over", new() { Talkgroup = Group }, call => call.State == CallState.Ended);
        Assert.Equal((TierRig.Root, "hang-time"), (kept.Node, kept.Reason));
        Assert.Equal("ended", Assert.Single(kept.Spurts).EndReason);

        // Between calls its home has it.
        var next = Speak(4_520_002, 2);
        await far.PlayAsync(next, 1);
        AssertIsWhole("summit", next, (await summit.SpurtsAsync(2))[^1]);
        AssertIsWhole("hill", next, Assert.Single(await hill.SpurtsAsync(1)));
        await rig[TierRig.District].CallAsync("it was decided there", new() { Talkgroup = Group }, call => call.State == CallState.Ended && call.Source == 4_520_002);
    }

    private static async Task HaveAsync(TierRig rig, int revision)
    {
        foreach (var node in _all)
        {
            await rig.HasPlanAsync(node, revision);
        }
    }

    private static string More(string home) => $$"""
        talkgroups: [ { id: 1001, name: Cứu hộ, home: {{home}}, sites: [ summit, hill, far ], hang-time: 1s } ]
        subscribers:
          - { id: 4520001, alias: Đội 1, home: commune, talkgroups: [ 1001 ] }
          - { id: 4520002, alias: Đội 2, home: elsewhere, talkgroups: [ 1001 ] }
        """;

    private static Transmission Speak(uint radio, double seconds) =>
        new VirtualRadio(new RadioId(radio), new ColorCode(1)).CallGroup(new TalkgroupId(Group), VirtualRadio.SilenceFor(TimeSpan.FromSeconds(seconds)));

    /// <summary>Three bursts wait while the floor is decided; from the first one that was heard on, all were, in their order.</summary>
    private void AssertIsWhole(string where, Transmission said, IReadOnlyList<HeardBurst> heard)
    {
        output.WriteLine($"{where}: {heard.Count} of {said.Bursts.Length} bursts");
        Assert.InRange(heard.Count, said.Bursts.Length - 5, said.Bursts.Length);
        Assert.True(heard[0].IsHeader && heard[^1].IsTerminator);
        Assert.Equal(
            said.Bursts.TakeLast(heard.Count - 1).Select(burst => Convert.ToHexString(burst.Payload.Span)),
            heard.Skip(1).Select(burst => Convert.ToHexString(burst.Payload)));
    }
}
