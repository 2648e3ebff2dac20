using System.Diagnostics;
using RadioNet.Api;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Tiers;

/// <summary>Calls over nodes in processes of their own, with voice.</summary>
[Collection(nameof(RealTime))]
public sealed class TierCallsTests(ITestOutputHelper output)
{
    private const uint Group = 1001;

    /// <summary>From a link's break to the first grant of who is cut off; a test's machine is busy besides.</summary>
    private static readonly TimeSpan _localGrant = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(20);

    private const string More = """
        talkgroups: [ { id: 1001, name: Cứu hộ, home: province, hang-time: 1s } ]
        subscribers:
          - { id: 4520001, alias: Đội 1, home: commune, talkgroups: [ 1001 ] }
          - { id: 4520002, alias: Đội 2, home: elsewhere, talkgroups: [ 1001 ] }
        """;

    [Fact]
    public async Task A_communes_call_is_heard_everywhere_goes_on_cut_off_and_is_joined()
    {
        await using var rig = await StartAsync();
        await rig.AddAsync(TierRig.Elsewhere, TierRig.Root);
        await rig.HangTogetherAsync(4, TierRig.Root, TierRig.District, TierRig.Commune, TierRig.Elsewhere);
        using var summit = await rig.LogInAsync(TierRig.Root, 101, "of the summit");
        using var hill = await rig.LogInAsync(TierRig.Commune, 102, "of the hill");
        using var beside = await rig.LogInAsync(TierRig.Commune, 104, "of the hill too");
        using var far = await rig.LogInAsync(TierRig.Elsewhere, 103, "of elsewhere");

        var said = Speak(4_520_001, 2);
        await hill.PlayAsync(said, 1);
        foreach (var repeater in new[] { summit, beside, far })
        {
            AssertIsWhole(said, Assert.Single(await repeater.SpurtsAsync(1)));
        }

        var record = await rig[TierRig.Root].CallAsync("it is over", new() { Talkgroup = Group }, call => call.State == CallState.Ended);
        Assert.Equal((TierRig.Root, 4_520_001u), (record.Node, record.Source));
        Assert.Equal(["far", "hill", "summit"], record.Sites.Order());
        Assert.Equal("Đội 1", Assert.Single(record.Spurts).SourceName);
        Assert.Equal(record.Id, Assert.Single((await rig[TierRig.Root].RunAsync("calls", "--json")).Succeeded().Json).GetProperty("id").GetString());
        Assert.Empty((await rig[TierRig.Commune].RunAsync("calls", "--json")).Succeeded().Json);

        // The district dies while somebody talks at either side.
        await rig.KillAsync(TierRig.District);
        var cut = Stopwatch.GetTimestamp();
        var before = beside.Heard.Count;
        using CancellationTokenSource release = new();
        var talks = TalkAsync(hill, release.Token);
        await beside.HearsAsync("the commune goes on by itself", heard => heard.Count > before);
        var took = Stopwatch.GetElapsedTime(cut, beside.Heard[before].At);
        output.WriteLine($"granted below {took.TotalSeconds:0.00} s after the district was killed");
        Assert.InRange(took, TimeSpan.Zero, _localGrant);
        var above = summit.Heard.Count;
        await far.PlayAsync(Speak(4_520_002, 1), 1);
        await summit.HearsAsync("the others go on", heard => heard.Count > above && heard[^1].IsTerminator);
        Assert.All(summit.Heard.Skip(above), burst => Assert.Equal(4_520_002u, burst.Source));

        // It is back, and the spurt below is heard above: late, with a header.
        above = summit.Heard.Count;
        await rig.StartAsync(TierRig.District);
        await rig.HangTogetherAsync(4, TierRig.Root, TierRig.Commune);
        await summit.HearsAsync("both sides are one", heard => heard.Count > above);
        Assert.True(summit.Heard[above] is { IsHeader: true, Source: 4_520_001 });
        await release.CancelAsync();
        await talks;
        await Task.WhenAll(new[] { summit, far, beside }.Select(one => one.HearsAsync("it ends", heard => heard[^1].IsTerminator)));

        // Each side's record once: the commune's ended when it was joined, and came up.
        var joined = await rig[TierRig.Root].CallAsync("the commune's came up", new() { Talkgroup = Group }, call => call.Node == TierRig.Commune);
        Assert.Equal("joined", joined.Reason);
        await Wait.UntilAsync(
            async () => (await EndedAsync(rig, TierRig.Root)).Count == 4, async () => $"The root has {string.Join('\n', await EndedAsync(rig, TierRig.Root))}\n{rig.Logs()}", _bound);
        Assert.Equal(4, (await EndedAsync(rig, TierRig.Root)).DistinctBy(call => call.Id).Count());
        Assert.Equal(joined.Id, Assert.Single(await EndedAsync(rig, TierRig.Commune)).Id);
    }

    [TierFact]
    public async Task A_repeater_is_served_by_its_node_and_one_above_while_that_is_gone()
    {
        await using var rig = await StartAsync();
        await rig.HangTogetherAsync(3, TierRig.Root, TierRig.District, TierRig.Commune);
        using var summit = await rig.LogInAsync(TierRig.Root, 101, "of the summit");
        using RawRepeater hill = new(rig[TierRig.District].Homebrew, 102, "of the hill");
        using var home = await rig.LogInAsync(TierRig.Commune, 102, "of the hill");
        hill.Send(hill.Proof(await hill.ChallengeAsync()));
        Assert.Equal(hill.WithId("MSTNAK"), await hill.AnswerAsync()); // it is heard at its own node
        Assert.Equal(1, await rig[TierRig.District].CounterAsync("sessions.elsewhere"));

        await rig.KillAsync(TierRig.Commune);
        await rig.HangTogetherAsync(2, TierRig.Root, TierRig.District);
        await hill.LogInAsync();
        var said = Speak(4_520_001, 1);
        await hill.PlayAsync(said, 1);
        AssertIsWhole(said, Assert.Single(await summit.SpurtsAsync(1)));

        // Its node is back: who talks there finishes, then the repeater goes there.
        using CancellationTokenSource release = new();
        var talks = TalkAsync(hill, release.Token);
        await rig.StartAsync(TierRig.Commune);
        await rig.HangTogetherAsync(3, TierRig.District);
        await Task.Delay(TimeSpan.FromSeconds(1.5)); // the sessions are looked at each second
        Assert.Equal(1, await rig[TierRig.District].CounterAsync("sessions.open"));
        await release.CancelAsync();
        await talks;
        Assert.Equal(hill.WithId("MSTNAK"), await hill.AnswerAsync());
        AssertEndsWhole(Assert.IsAssignableFrom<IReadOnlyList<HeardBurst>>((await summit.SpurtsAsync(2))[^1]));
        using var again = await rig.LogInAsync(TierRig.Commune, 102, "of the hill");
        await again.PlayAsync(said, 1);
        AssertIsWhole(said, (await summit.SpurtsAsync(3))[^1]);
    }

    private static async Task<TierRig> StartAsync()
    {
        var rig = await TierRig.StartAsync();
        await rig.AddAsync(TierRig.District, TierRig.Root);
        await rig.AddAsync(TierRig.Commune, TierRig.District, TierRig.Root);
        await rig.MoveAsync(TierRig.Commune, TierRig.District); // the root let it in; it knows no other way from now on
        await rig.HasPlanAsync(TierRig.Commune, await rig.ApplyAsync("with-radios", More));
        return rig;
    }

    private static Transmission Speak(uint radio, double seconds) =>
        new VirtualRadio(new RadioId(radio), new ColorCode(1)).CallGroup(new TalkgroupId(Group), VirtualRadio.SilenceFor(TimeSpan.FromSeconds(seconds)));

    [TierFact]
    public async Task A_district_that_falls_silent_is_given_up_in_time_and_found_again()
    {
        await using var rig = await StartAsync();
        await rig.HangTogetherAsync(3, TierRig.Root, TierRig.District, TierRig.Commune);
        using var hill = await rig.LogInAsync(TierRig.Commune, 102, "of the hill");
        using var beside = await rig.LogInAsync(TierRig.Commune, 104, "of the hill too");
        using var summit = await rig.LogInAsync(TierRig.Root, 101, "of the summit");
        rig[TierRig.District].Freeze();
        var silent = Stopwatch.GetTimestamp();
        var talks = hill.PlayAsync(Speak(4_520_001, 4), 1);
        await beside.HearsAsync("the commune goes on by itself", heard => heard.Count > 0);
        var took = Stopwatch.GetElapsedTime(silent, beside.Heard[0].At);
        output.WriteLine($"granted {took.TotalSeconds:0.00} s after the district fell silent");
        Assert.InRange(took, TimeSpan.FromSeconds(1), _localGrant);
        await talks;
        await rig.HangTogetherAsync(1, TierRig.Root, TierRig.Commune);

        // It wakes with links that are over, and tells the root of the commune as it was: the commune knows last.
        rig[TierRig.District].Resume();
        await rig.HangTogetherAsync(3, TierRig.Commune, TierRig.Root, TierRig.District);
        var said = Speak(4_520_001, 1);
        await hill.PlayAsync(said, 1);
        AssertIsWhole(said, Assert.Single(await summit.SpurtsAsync(1)));
    }

    /// <summary>Talks until told to let go.</summary>
    private static async Task TalkAsync(RawRepeater repeater, CancellationToken letGo)
    {
        var said = Speak(4_520_001, 50);
        var stream = (uint)Random.Shared.NextInt64(1, uint.MaxValue);
        var since = Stopwatch.StartNew();
        for (var i = 0; ; i++)
        {
            var isLast = letGo.IsCancellationRequested || i == said.Bursts.Length - 1;
            var spoken = said with { Bursts = said.Bursts.SetItem(i, said.Bursts[isLast ? ^1 : i]) };
            repeater.Send(repeater.Burst(spoken, i, 1, stream));
            if (isLast)
            {
                return;
            }

            var wait = (Transmission.BurstSpacing * (i + 1)) - since.Elapsed;
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, CancellationToken.None);
        }
    }

    private static void AssertIsWhole(Transmission said, IReadOnlyList<HeardBurst> heard)
    {
        // Three bursts wait while the floor is decided; a busy machine may take longer.
        Assert.InRange(heard.Count, said.Bursts.Length - 5, said.Bursts.Length);
        Assert.True(heard[0].IsHeader);
        AssertEndsWhole(heard);
        Assert.All(heard, burst => Assert.Equal(said.Source.Value, burst.Source));
        Assert.Equal(said.Bursts.TakeLast(5).Select(burst => Convert.ToHexString(burst.Payload.Span)), heard.TakeLast(5).Select(burst => Convert.ToHexString(burst.Payload)));
    }

    private static void AssertEndsWhole(IReadOnlyList<HeardBurst> heard) =>
        Assert.True(heard[^1].IsTerminator, string.Join(' ', heard.Select(burst => $"{burst.Kind:X2}")));

    private static async Task<IReadOnlyList<Call>> EndedAsync(TierRig rig, string node) =>
        [.. (await rig[node].Calls.ListAsync(new ListCallsRequest { States = { CallState.Ended }, PageSize = 100 })).Calls];
}
