using System.Buffers.Binary;
using System.Diagnostics;
using RadioNet.Core.Records;
using RadioNet.Tests.Consoles;
using static Microsoft.Playwright.Assertions;

namespace RadioNet.Consoles.Tests;

/// <summary>The board at work: the node and the browser are real, the node's end of the audio connection is played.</summary>
[Collection(nameof(ConsoleRig))]
public sealed class DispatchTests(ConsoleRig rig)
{
    [Fact]
    public async Task Who_talks_is_seen_where_it_is_said()
    {
        var audio = new FakeAudio();
        var page = await rig.SignInAsync("chief", before: audio.TakeAsync);
        await Expect(page.Locator(".tile")).ToHaveCountAsync(4);
        rig.Live.Show("seen-1", () => Call("seen-1", 1001, "PCCC 01", emergency: false));
        rig.Live.Show("seen-2", () => Call("seen-2", 2001, "Xe cứu thương 7", emergency: true));
        try
        {
            await Expect(page.Locator("[data-talkgroup='1001'] .talker")).ToHaveTextAsync("PCCC 01");
            await Expect(page.Locator("[data-talkgroup='2001'] .talker")).ToContainTextAsync("Xe cứu thương 7");
            await Expect(page.Locator("[data-talkgroup='2001']")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("emergency"));
            await Expect(page.Locator("[data-talkgroup='1002'] .still")).ToBeVisibleAsync();
            await Expect(page.Locator(".past .call", new() { HasText = "Xe cứu thương 7" })).ToBeVisibleAsync();
            await ConsoleRig.PictureAsync(page, "board-busy");
        }
        finally
        {
            rig.Live.End(Call("seen-1", 1001, "PCCC 01", emergency: false) with { State = CallState.Ended });
            rig.Live.End(Call("seen-2", 2001, "Xe cứu thương 7", emergency: true) with { State = CallState.Ended });
        }

        await Expect(page.Locator("[data-talkgroup='1001'] .still")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Button_and_space_bar_ask_for_the_floor_speak_and_let_go()
    {
        var audio = new FakeAudio();
        var page = await rig.SignInAsync("chief", before: audio.TakeAsync);
        Assert.StartsWith("rc1.", (await audio.NextAsync("hello")).GetProperty("token").GetString(), StringComparison.Ordinal);
        await audio.SayAsync(new { type = "welcome", user = "chief", talkgroups = new[] { new { id = 1001, name = "x", canTalk = true } } });
        Assert.Equal(4, (await audio.NextAsync("listen")).GetProperty("talkgroups").GetArrayLength());
        await page.ClickAsync("text=Bật âm thanh");
        await Expect(page.Locator(".lamp.good")).ToBeVisibleAsync();

        var button = page.Locator(".ptt[data-talk='1002']");
        await button.HoverAsync();
        await page.Mouse.DownAsync();
        var press = await audio.NextAsync("press");
        Assert.Equal(1002, press.GetProperty("talkgroup").GetInt32());
        await audio.SayAsync(new { type = "granted", talkgroup = 1002 });
        await Expect(page.Locator("[data-talkgroup='1002'] .say")).ToHaveTextAsync("BẠN ĐANG NÓI");
        await ConsoleRig.PictureAsync(page, "talking");
        await page.Mouse.UpAsync();
        await audio.NextAsync("release");
        await Expect(page.Locator("[data-talkgroup='1002'] .still")).ToBeVisibleAsync();
        var spoken = audio.Spoken.ToArray();
        Assert.InRange(spoken.Length, 3, 1000);
        Assert.All(spoken, piece => Assert.Equal(336, piece.Length));
        Assert.Equal(Enumerable.Range(0, spoken.Length), spoken.Select(piece => BinaryPrimitives.ReadInt32LittleEndian(piece.AsSpan(8))));
        Assert.Equal((1, 1), (spoken[0][0], spoken[0][1]));
        // Somebody talks at the microphone: not all is silence.
        Assert.Contains(spoken, piece => piece.AsSpan(16).ContainsAnyExcept((byte)0, (byte)255));

        // The space bar talks where one pressed last, and a held key asks once.
        audio.Spoken.Clear();
        await page.Keyboard.DownAsync("Space");
        await page.Keyboard.DownAsync("Space");
        Assert.Equal(1002, (await audio.NextAsync("press")).GetProperty("talkgroup").GetInt32());
        await page.Keyboard.UpAsync("Space");
        Assert.Equal("release", (await audio.Said.Reader.ReadAsync(TestContext.Current.CancellationToken)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_denial_says_why_and_for_how_long()
    {
        var audio = new FakeAudio();
        var page = await rig.SignInAsync("chief", before: audio.TakeAsync);
        await audio.NextAsync("hello");
        await audio.SayAsync(new { type = "welcome", user = "chief", talkgroups = new object[] { new { id = 1001, canTalk = true }, new { id = 2002, canTalk = true, noVocoder = new { vi = "Thiếu gói codec2.", en = "The package codec2 is missing." } } } });
        await Expect(page.Locator("[data-talkgroup='2002'] .why")).ToHaveTextAsync("Thiếu gói codec2.");
        await page.ClickAsync("text=Bật âm thanh");
        await Expect(page.Locator(".lamp.good")).ToBeVisibleAsync();
        await Expect(page.Locator(".ptt[data-talk='2002']")).ToBeDisabledAsync();
        await page.Locator(".ptt[data-talk='1001']").HoverAsync();
        await page.Mouse.DownAsync();
        await audio.NextAsync("press");
        await audio.SayAsync(new { type = "denied", talkgroup = 1001, reason = "busy", text = new { vi = "PCCC 01 đang nói.", en = "PCCC 01 is talking." }, forMs = 12_000 });
        var tile = page.Locator("[data-talkgroup='1001']");
        await Expect(tile.Locator(".why")).ToHaveTextAsync("PCCC 01 đang nói.");
        await Expect(tile.Locator(".count")).ToHaveTextAsync("còn khoảng 12 s");
        await ConsoleRig.PictureAsync(page, "denied");
        await Expect(tile.Locator(".count")).ToHaveTextAsync("còn khoảng 10 s");
        await page.Mouse.UpAsync();
        await Expect(tile.Locator(".why")).ToBeVisibleAsync();
    }

    [ConsoleFact]
    public async Task What_comes_is_heard_as_loud_as_the_knob_says()
    {
        var audio = new FakeAudio();
        var page = await rig.SignInAsync("ear", before: audio.TakeAsync);
        await audio.NextAsync("hello");
        await audio.SayAsync(new { type = "welcome", user = "ear", talkgroups = new object[] { new { id = 2001, canTalk = false } } });
        await page.ClickAsync("text=Bật âm thanh");
        await Expect(page.Locator(".lamp.good")).ToBeVisibleAsync();
        await page.EvaluateAsync("""
            async () => {
              const { inspect } = await import(performance.getEntriesByType("resource").find((one) => one.name.endsWith("/console.js")).name);
              const { context, playout } = inspect();
              const analyser = new AnalyserNode(context, { fftSize: 2048 });
              playout.connect(analyser);
              window.loudness = () => {
                const samples = new Float32Array(2048);
                analyser.getFloatTimeDomainData(samples);
                return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
              };
              window.counters = () => inspect().counters.get(2001);
            }
            """);
        var tone = Enumerable.Range(0, 160).Select(i => (short)(8000 * Math.Sin(2 * Math.PI * i / 8))).ToArray();
        double loud = 0;
        var since = Stopwatch.StartNew();
        for (uint burst = 0; burst < 30; burst++)
        {
            for (uint piece = 0; piece < 3; piece++)
            {
                await audio.PieceAsync(2001, (3 * burst) + piece, (byte)(burst + piece == 0 ? 1 : 0), burst * 60, tone);
            }

            if (burst == 18)
            {
                loud = await page.EvaluateAsync<double>("loudness()");
                await page.ClickAsync("[data-talkgroup='2001'] .mute");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(0, ((burst + 1) * 60) - since.ElapsedMilliseconds)), TestContext.Current.CancellationToken);
        }

        var muted = await page.EvaluateAsync<double>("loudness()");
        Assert.InRange(loud, 0.14, 0.20);
        Assert.InRange(muted, 0, 0.01);
    }

    private static CallRecord Call(string id, uint talkgroup, string talker, bool emergency) => new()
    {
        Id = id,
        State = CallState.Running,
        Type = CallType.Group,
        Target = talkgroup,
        TargetName = $"TG {talkgroup}",
        Source = 4_520_001,
        SourceName = talker,
        Emergency = emergency,
        Started = DateTimeOffset.UtcNow,
        Spurts = [new SpurtRecord { Id = "s", Source = 4_520_001, SourceName = talker, Site = "chu-prong", Started = DateTimeOffset.UtcNow }],
    };
}
