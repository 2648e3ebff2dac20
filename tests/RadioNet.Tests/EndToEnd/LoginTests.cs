using System.Text;
using RadioNet.Api;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>Sessions to the octet, and what those get who have no right to one.</summary>
public sealed class LoginTests(SharedNode shared)
{
    [Fact]
    public async Task ASessionFromLoginToLogout()
    {
        using var cell = await shared.TakeCellAsync();
        var repeater = await cell.LogInAsync('a', options: "StartRef=4000;RelinkTime=60;");
        await repeater.PingAsync();
        var site = await SiteAsync(cell, 'a');
        Assert.Equal((SessionState.Up, "E2E"), (site.Session, site.Callsign));
        repeater.Send(repeater.WithId("RPTCL"));
        await Wait.UntilAsync(async () => (await SiteAsync(cell, 'a')).Session != SessionState.Up, async () => (await SiteAsync(cell, 'a')).ToString());

        // A session that is over gets MSTNAK to its ping, at which a client logs in again.
        repeater.Send(repeater.WithId("RPTPING"));
        Assert.Equal(repeater.WithId("MSTNAK"), await NextOfAsync(repeater, "MSTNAK"));
        await repeater.LogInAsync();
        await repeater.PingAsync();
    }

    [Fact]
    public async Task AWrongSecretAndAnUnknownIdGetTheSameTenOctets()
    {
        using var cell = await shared.TakeCellAsync();
        using var wrong = new RawRepeater(cell.Node.Homebrew, cell.Repeater('a').Id, "wrong");
        wrong.Send(wrong.Proof(await wrong.ChallengeAsync()));
        Assert.Equal(wrong.WithId("MSTNAK"), await wrong.AnswerAsync());
        wrong.Send(wrong.Configuration('3'));
        Assert.Equal(wrong.WithId("MSTNAK"), await wrong.AnswerAsync());

        using var unknown = new RawRepeater(cell.Node.Homebrew, 7_777_777, "wrong");
        unknown.Send(unknown.WithId("RPTL"));
        Assert.Equal(unknown.WithId("MSTNAK"), await unknown.AnswerAsync());
    }

    [Fact]
    public async Task AnotherAddressDisturbsNoSession()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("ab");
        var live = repeaters[0];
        using var spoofer = new RawRepeater(cell.Node.Homebrew, live.Id, "wrong");

        // A login that proves nothing, then each message of a session, and a call in its name.
        spoofer.Send(spoofer.Proof(await spoofer.ChallengeAsync()));
        Assert.Equal(spoofer.WithId("MSTNAK"), await spoofer.AnswerAsync());
        foreach (string tag in new[] { "RPTPING", "RPTCL", "RPTO" })
        {
            spoofer.Send(spoofer.WithId(tag));
            Assert.Equal(spoofer.WithId("MSTNAK"), await spoofer.AnswerAsync());
        }

        var forged = cell.Speak(2, Cell.Second, 1);
        await spoofer.PlayAsync(forged, 2);
        var said = cell.Speak(1, Cell.Main, 1);
        await live.PlayAsync(said, 1);
        GroupCallTests.AssertIsWhole(said, Assert.Single(await repeaters[1].SpurtsAsync(1)), repeaters[1].Id, 1);
        await live.PingAsync();
        Assert.All(spoofer.Said, answer => Assert.Equal(10, answer.Length));
        Assert.Empty((await cell.Node.Calls.ListAsync(new ListCallsRequest { Radio = forged.Source.Value })).Calls);
    }

    [Fact]
    public async Task ASessionCannotSpeakInAnothersName()
    {
        using var cell = await shared.TakeCellAsync();
        var repeaters = await cell.LogInAllAsync("abc");
        var said = cell.Speak(1, Cell.Main, 1);
        for (int i = 0; i < said.Bursts.Length; i++) repeaters[0].Send(repeaters[1].Burst(said, i, 1, 9));
        repeaters[0].Send(repeaters[1].WithId("RPTCL"));
        var own = cell.Speak(2, Cell.Main, 1);
        await repeaters[0].PlayAsync(own, 1);
        GroupCallTests.AssertIsWhole(own, Assert.Single(await repeaters[2].SpurtsAsync(1)), repeaters[2].Id, 1);
        GroupCallTests.AssertIsWhole(own, Assert.Single(await repeaters[1].SpurtsAsync(1)), repeaters[1].Id, 1);
    }

    [Fact]
    public async Task ALoginThatProvesTheSecretMovesTheSession()
    {
        using var cell = await shared.TakeCellAsync();
        var old = await cell.LogInAsync('a');
        var talker = await cell.LogInAsync('b');
        var moved = await cell.LogInAsync('a');
        var said = cell.Speak(1, Cell.Main, 1);
        await talker.PlayAsync(said, 1);
        GroupCallTests.AssertIsWhole(said, Assert.Single(await moved.SpurtsAsync(1)), moved.Id, 1);
        Assert.Empty(old.Heard);
        old.Send(old.WithId("RPTPING"));
        Assert.Equal(old.WithId("MSTNAK"), await NextOfAsync(old, "MSTNAK"));
    }

    [Fact]
    public async Task StrangersGetFewReplies()
    {
        using var cell = await shared.TakeCellAsync();
        using var stranger = new RawRepeater(cell.Node.Homebrew, 7_777_778, "wrong");
        long before = await cell.Node.CounterAsync("sessions.silenced");
        for (int i = 0; i < 200; i++) stranger.Send(stranger.WithId("RPTL"));
        await Wait.UntilAsync(
            async () => await cell.Node.CounterAsync("sessions.silenced") >= before + 150,
            async () => $"It silenced {await cell.Node.CounterAsync("sessions.silenced") - before} of 200.");

        // The node has sent its few before it counts the rest; they may not have been read here yet, or others may have used up what strangers get now.
        await Wait.UntilAsync(
            () =>
            {
                if (stranger.Said.Count > 0) return true;
                stranger.Send(stranger.WithId("RPTL"));
                return false;
            },
            () => "No stranger was answered.");
        await Task.Delay(100);
        Assert.InRange(stranger.Said.Count, 1, 50);
        Assert.All(stranger.Said, answer => Assert.Equal(10, answer.Length));
    }

    private static async Task<byte[]> NextOfAsync(RawRepeater repeater, string tag)
    {
        byte[] answer;
        do answer = await repeater.AnswerAsync();
        while (!answer.AsSpan().StartsWith(Encoding.ASCII.GetBytes(tag)));
        return answer;
    }

    private static async Task<Repeater> SiteAsync(Cell cell, char site)
    {
        var list = await cell.Node.Sites.ListAsync(new ListSitesRequest());
        return list.Sites.Single(s => s.Id == cell.Site(site)).Repeaters[0];
    }
}
