using Microsoft.Playwright;
using RadioNet.Core.Records;
using RadioNet.Tests.Consoles;
using static Microsoft.Playwright.Assertions;

namespace RadioNet.Consoles.Tests;

/// <summary>The page on small screens, with many talkgroups, by keyboard, and without its node.</summary>
[Collection(nameof(ConsoleRig))]
public sealed class ScreenTests(ConsoleRig rig)
{
    private static readonly ViewportSize _phone = new() { Width = 390, Height = 844 };

    [Fact]
    public async Task On_a_phone_nothing_lies_beside_the_screen()
    {
        var page = await rig.SignInAsync("chief", screen: _phone);
        rig.Live.Show("phone", () => Running("phone"));
        try
        {
            await Expect(page.Locator("[data-talkgroup='1001'] .talker")).ToHaveTextAsync("PCCC 01");
            await ConsoleRig.ListenAsync(page);
            await ConsoleRig.PictureAsync(page, "phone");
            Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 300, 390);
            var talk = (await page.Locator("[data-talkgroup='1001'] .ptt").BoundingBoxAsync())!;
            Assert.True(talk is { X: >= 0, Width: >= 300, Height: >= 60 } && talk.X + talk.Width <= 390, $"The talk button is {talk.Width} × {talk.Height} at {talk.X}.");

            // What runs is called as the talkgroup is called now, in the page's language.
            await Expect(page.Locator(".past .call", new() { HasText = "đang gọi" }).Locator("b")).ToHaveTextAsync("Chỉ huy tỉnh");
            await page.GotoAsync("/console/history");
            await Expect(page.Locator(".filter")).ToBeVisibleAsync();
            await ConsoleRig.PictureAsync(page, "phone-history");
            Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 300, 390);
        }
        finally
        {
            rig.Live.End(Running("phone") with { State = CallState.Ended, Ended = DateTimeOffset.UtcNow });
        }
    }

    [Fact]
    public async Task Many_talkgroups_are_searched_without_diacritics_and_few_are_not()
    {
        var few = await rig.SignInAsync("chief");
        await Expect(few.Locator(".tile")).ToHaveCountAsync(4);
        await Expect(few.Locator(".seek")).ToHaveCountAsync(0);
        var page = await rig.SignInAsync("many", "en-GB");
        await Expect(page.Locator(".tile")).ToHaveCountAsync(14);
        await ConsoleRig.PictureAsync(page, "many");
        await page.FillAsync(".seek", "kiem lam");
        await Expect(page.Locator(".tile h2")).ToHaveTextAsync(["Kbang rangers", "Chư Sê rangers"]);
        await page.FillAsync(".seek", "3003");
        await Expect(page.Locator(".tile h2")).ToHaveTextAsync(["Road 19"]);
        await page.FillAsync(".seek", "nothing like it");
        await Expect(page.Locator(".board .empty")).ToHaveTextAsync("There is no such talkgroup.");
        await page.FillAsync(".seek", "");
        await Expect(page.Locator(".tile")).ToHaveCountAsync(14);
    }

    [Fact]
    public async Task By_keyboard_the_focus_is_seen_and_each_button_says_what_it_does()
    {
        var page = await rig.SignInAsync("chief", "en-GB");
        await page.ClickAsync("text=Turn audio on");
        await Expect(page.Locator(".lamp.good")).ToBeVisibleAsync();
        await page.Locator("[data-talkgroup='1001'] .toggle").First.FocusAsync();
        var seen = new List<string>();
        for (var step = 0; step < 5; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            seen.Add(await page.EvaluateAsync<string>(
                "() => { const on = document.activeElement, style = getComputedStyle(on); return `${on.ariaLabel ?? on.innerText} | ${style.outlineStyle} ${style.outlineWidth}`; }"));
        }

        Assert.Equal(
            ["Mute | solid 3px", "Volume Province command | solid 3px", "Hold to talk | solid 3px", "␣ Space bar | solid 3px", "Emergency call, hold for 1 s: Province command | solid 3px"],
            seen);
        Assert.Equal("Province command", await page.Locator("[data-talkgroup='1001'] h2").InnerTextAsync());
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "Province command" })).ToBeVisibleAsync();
    }

    [ConsoleFact]
    public async Task A_page_whose_node_is_gone_says_so_and_is_back_by_itself()
    {
        await using var road = new Road(rig.Web);
        var page = await rig.SignInAsync("chief", web: road.Web);
        await ConsoleRig.ListenAsync(page);
        await road.CutAsync();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await ConsoleRig.PictureAsync(page, "node-gone");
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        road.Mend();
        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator(".lamp.good")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        rig.Live.Show("back", () => Running("back"));
        try
        {
            await Expect(page.Locator("[data-talkgroup='1001'] .talker")).ToHaveTextAsync("PCCC 01");
        }
        finally
        {
            rig.Live.End(Running("back") with { State = CallState.Ended, Ended = DateTimeOffset.UtcNow });
        }
    }

    private static CallRecord Running(string id) => new()
    {
        Id = id,
        State = CallState.Running,
        Type = CallType.Group,
        Target = 1001,
        Source = 4_520_001,
        SourceName = "PCCC 01",
        Started = DateTimeOffset.UtcNow,
        Spurts = [new SpurtRecord { Id = "s", Source = 4_520_001, SourceName = "PCCC 01", Site = "chu-prong", Started = DateTimeOffset.UtcNow }],
    };
}
