using Microsoft.Playwright;
using RadioNet.Core.Records;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Tests.Consoles;
using static Microsoft.Playwright.Assertions;

namespace RadioNet.Consoles.Tests;

/// <summary>Emergency calls and taking the floor over, by mouse and by keyboard; the node's end of the audio connection is played.</summary>
[Collection(nameof(ConsoleRig))]
public sealed class UrgencyTests(ConsoleRig rig)
{
    [Fact]
    public async Task An_emergency_wants_a_second_of_holding()
    {
        var (page, audio) = await OpenAsync();
        var button = page.Locator("[data-talkgroup='1001'] .danger");
        await button.HoverAsync();

        // Who brushes it calls nobody.
        await page.Mouse.DownAsync();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await ConsoleRig.PictureAsync(page, "emergency-arming");
        await page.Mouse.UpAsync();
        await button.PressAsync("Enter");
        await Task.Delay(700, TestContext.Current.CancellationToken);
        Assert.False(audio.Said.Reader.TryRead(out var said), $"The page said {said}.");

        await page.Mouse.DownAsync();
        var press = await audio.NextAsync("press");
        Assert.Equal((1001, true, true), (press.GetProperty("talkgroup").GetInt32(), press.GetProperty("emergency").GetBoolean(), press.GetProperty("takeOver").GetBoolean()));
        await audio.SayAsync(new { type = "granted", talkgroup = 1001 });
        await ConsoleRig.HasFloorAsync(page, 1001);
        await ConsoleRig.PictureAsync(page, "emergency");
        await page.Mouse.UpAsync();
        await audio.NextAsync("release");

        // By keyboard: the button that has the focus, held.
        await button.FocusAsync();
        await page.Keyboard.DownAsync("Enter");
        Assert.True((await audio.NextAsync("press")).GetProperty("emergency").GetBoolean());
        await page.Keyboard.UpAsync("Enter");
        await audio.NextAsync("release");
    }

    [Fact]
    public async Task The_floor_is_taken_over_while_another_talks_and_held_though_the_button_is_off()
    {
        var (page, audio) = await OpenAsync();
        var over = page.Locator("[data-talkgroup='1002'] .over");
        await Expect(over).ToBeDisabledAsync();
        await audio.SayAsync(new { type = "spurt", talkgroup = 1002, path = 1, call = "c", spurt = "s", source = 4520001, alias = "PCCC 01", state = "begin" });
        await Expect(over).ToBeEnabledAsync();
        await Expect(page.Locator("p.unseen[role=status]")).ToHaveTextAsync("Cứu hộ cứu nạn: PCCC 01 đang nói");
        await over.HoverAsync();
        await ConsoleRig.PictureAsync(page, "take-over");
        await page.Mouse.DownAsync();
        var press = await audio.NextAsync("press");
        Assert.Equal((1002, false, true), (press.GetProperty("talkgroup").GetInt32(), press.GetProperty("emergency").GetBoolean(), press.GetProperty("takeOver").GetBoolean()));
        await audio.SayAsync(new { type = "granted", talkgroup = 1002 });
        await ConsoleRig.HasFloorAsync(page, 1002);
        await Expect(page.Locator("p.unseen[role=alert]")).ToHaveTextAsync("Cứu hộ cứu nạn: bạn đang nói");
        await Expect(over).ToBeDisabledAsync();
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.False(audio.Said.Reader.TryRead(out var said), $"The page said {said}.");
        await page.Mouse.UpAsync();
        await audio.NextAsync("release");
    }

    [Fact]
    public async Task Who_may_not_take_over_has_no_button_for_it()
    {
        var (page, audio) = await OpenAsync(mayTakeOver: false);
        await audio.SayAsync(new { type = "spurt", talkgroup = 1002, path = 1, call = "c", spurt = "s", source = 4520001, alias = "PCCC 01", state = "begin" });
        await Expect(page.Locator("[data-talkgroup='1002'] .talker")).ToHaveTextAsync("PCCC 01");
        await Expect(page.Locator(".over")).ToHaveCountAsync(0);
    }

    [ConsoleFact]
    public async Task A_radio_is_talked_over_and_an_emergency_is_an_alarm_at_the_node()
    {
        Speech.NeedsVocoder();
        var page = await rig.SignInAsync("chief");
        await using var ear = await HearingRepeater.StartAsync(rig.Homebrew);
        await ConsoleRig.ListenAsync(page);
        var tile = page.Locator("[data-talkgroup='1001']");
        var talks = ear.Repeater.TransmitAsync(Speech.Say(20), Timeslot.One);
        await Expect(tile.Locator(".talker")).ToHaveTextAsync("PCCC 01");

        // Without taking over it is refused, or queued, and the page says why.
        await tile.Locator(".ptt").HoverAsync();
        await page.Mouse.DownAsync();
        await Expect(tile.Locator(".why")).ToBeVisibleAsync();
        await page.Mouse.UpAsync();
        await Expect(tile.Locator(".over")).ToBeEnabledAsync();
        await tile.Locator(".over").HoverAsync();
        await page.Mouse.DownAsync();
        await ConsoleRig.HasFloorAsync(page, 1001);
        await page.Mouse.UpAsync();
        await talks;

        await Expect(tile.Locator(".still")).ToBeVisibleAsync();
        ear.Forget();
        await tile.Locator(".danger").HoverAsync();
        await page.Mouse.DownAsync();
        await ConsoleRig.HasFloorAsync(page, 1001);
        await Expect(tile.Locator(".alarm")).ToBeVisibleAsync();
        await ConsoleRig.PictureAsync(page, "emergency-granted");
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await page.Mouse.UpAsync();
        await Expect(tile.Locator(".still")).ToBeVisibleAsync();
        Assert.True(FullLinkControl.TryReadHeader(ear.Bursts[0].Payload, out var header) && header.ServiceOptions.IsEmergency, "The radios are not told of the emergency.");
        Assert.Contains(rig.Part<IAlarmBook>().Open, alarm => alarm.Kind == AlarmKind.Emergency);
    }

    private async Task<(IPage Page, FakeAudio Audio)> OpenAsync(bool mayTakeOver = true)
    {
        var audio = new FakeAudio();
        var page = await rig.SignInAsync("chief", before: audio.TakeAsync);
        await audio.NextAsync("hello");
        await audio.SayAsync(new { type = "welcome", user = "chief", mayTakeOver, talkgroups = Array.Empty<object>() });
        await audio.NextAsync("listen");
        await ConsoleRig.ListenAsync(page);
        return (page, audio);
    }
}
