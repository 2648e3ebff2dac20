using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.Consoles;
using RadioNet.Voice.Tests.Vocoders;
using static Microsoft.Playwright.Assertions;

namespace RadioNet.Consoles.Tests;

/// <summary>All of it: a radio at a repeater, the node, a real browser; there and back.</summary>
[Collection(nameof(ConsoleRig))]
public sealed class EarToEarTests(ConsoleRig rig)
{
    [ConsoleFact]
    public async Task A_radio_is_heard_in_the_browser_a_dispatcher_by_the_radio_and_the_call_again_in_the_history()
    {
        Speech.NeedsVocoder();
        var page = await rig.SignInAsync("chief", ownScripts: false);
        await using var ear = await HearingRepeater.StartAsync(rig.Homebrew);
        await ConsoleRig.ListenAsync(page);
        var loudspeaker = await Loudspeaker.TapAsync(page);

        // A first call for code that runs for the first time; the second counts.
        var said = Speech.Say(6);
        foreach (var one in (Transmission[])[Speech.Say(1), said])
        {
            await loudspeaker.ForgetAsync();
            await ear.Repeater.TransmitAsync(one, Timeslot.One);
            await Expect(page.Locator("[data-talkgroup='1001'] .still")).ToBeVisibleAsync();
            await Task.Delay(300, TestContext.Current.CancellationToken);
        }

        var pieces = await loudspeaker.PiecesAsync();
        var (spoken, rendered) = (Envelope.Of(Speech.Of(said)), Envelope.Of(await loudspeaker.SamplesAsync()));
        var r = Likeness.ByHalfSeconds(spoken, rendered);
        Figures.Say($"burst to loudspeaker {pieces.Select(piece => piece.Delay).Spread()}, r = {r:F3}; {await loudspeaker.CountersAsync()}");
        Assert.True(r >= 0.9, $"What is heard correlates with what was said by r = {r:F3}.");
        Assert.InRange(pieces.Count, spoken.Length / 2 * 9 / 10, (spoken.Length / 2) + 3);

        // The other way: what the microphone hears comes to the radio.
        ear.Forget();
        await page.Locator(".ptt[data-talk='1001']").HoverAsync();
        await page.Mouse.DownAsync();
        await ConsoleRig.HasFloorAsync(page, 1001);
        await ConsoleRig.PictureAsync(page, "ear-to-ear");
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        await page.Mouse.UpAsync();
        await Expect(page.Locator("[data-talkgroup='1001'] .still")).ToBeVisibleAsync();
        var bursts = ear.Bursts;
        Assert.Equal((DmrdBurst.VoiceHeader, DmrdBurst.Terminator), (bursts[0].Kind, bursts[^1].Kind));
        var voice = Speech.Decode(bursts.Where(burst => burst.Kind.IsVoiceBurst()).Select(burst => burst.Payload));
        Assert.InRange(voice.Length / 8, 1300, 4000);
        Assert.True(voice.Any(sample => Math.Abs((int)sample) > 1000), "The radio hears silence.");

        // What either said can be heard again.
        await Expect(page.Locator(".past .call", new() { HasText = "chief" }).First.Locator(".replay")).ToBeVisibleAsync();
        var past = page.Locator(".past .call", new() { HasText = "PCCC 01" }).First;
        await past.Locator(".replay").ClickAsync(new() { Timeout = 15_000 });
        await page.WaitForFunctionAsync("document.querySelector('.player audio')?.readyState >= 1");
        var seconds = await page.EvaluateAsync<double>("document.querySelector('.player audio').duration");
        Assert.InRange(seconds, spoken.Length / 100.0 * 0.9, (spoken.Length / 100.0) + 4);
        await ConsoleRig.PictureAsync(page, "replay");
        await page.GotoAsync("/console/history");
        await Expect(page.Locator(".call").First).ToBeVisibleAsync();
        await ConsoleRig.PictureAsync(page, "history");
    }
}
