using Microsoft.Playwright;
using RadioNet.Protocols.Homebrew;
using RadioNet.Tests.Consoles;
using static Microsoft.Playwright.Assertions;

namespace RadioNet.Consoles.Tests;

/// <summary>From the press of the talk button to what leaves because of it.</summary>
[Collection(nameof(ConsoleRig))]
public sealed class PressToFirstFrameTests(ConsoleRig rig)
{
    /// <summary>When the browser was told of each press, and when the first 20 ms of its speech were given to the WebSocket; wall clock, ms.</summary>
    private const string Stamp = """
        () => {
          window.presses = [];
          window.clocks = [];
          const press = (event) => {
            if (event.type === "keydown" && (event.code !== "Space" || event.repeat)) return;
            presses.push({ at: performance.timeOrigin + event.timeStamp, posted: 0 });
            clocks.push(performance.timeOrigin + performance.now() - Date.now());
          };
          addEventListener("pointerdown", press, { capture: true });
          addEventListener("keydown", press, { capture: true });
          const send = WebSocket.prototype.send;
          WebSocket.prototype.send = function (data) {
            send.call(this, data);
            const newest = presses[presses.length - 1];
            if (data.byteLength === 336 && newest.posted === 0) newest.posted = performance.timeOrigin + performance.now();
          };
        }
        """;

    private const int Warming = 4, Presses = 30;

    [ConsoleFact]
    public async Task A_press_is_at_the_repeater_as_a_header_and_its_first_speech_on_the_line_within_50_ms()
    {
        Speech.NeedsVocoder();
        var page = await rig.SignInAsync("chief");
        await using var ear = await HearingRepeater.StartAsync(rig.Homebrew);
        await ConsoleRig.ListenAsync(page);
        await page.EvaluateAsync(Stamp);
        var (random, headers, voices) = (new Random(5), new List<DateTimeOffset>(), new List<DateTimeOffset>());
        var still = page.Locator("[data-talkgroup='1001'] .still");
        await page.Locator(".ptt[data-talk='1001']").HoverAsync();
        for (var press = 0; press < Warming + Presses; press++)
        {
            ear.Forget();
            await (press % 2 == 0 ? page.Mouse.DownAsync() : page.Keyboard.DownAsync("Space"));
            await ConsoleRig.HasFloorAsync(page, 1001);
            await Task.Delay(350, TestContext.Current.CancellationToken);
            await (press % 2 == 0 ? page.Mouse.UpAsync() : page.Keyboard.UpAsync("Space"));
            await Expect(still).ToBeVisibleAsync();
            var heard = ear.Bursts;
            headers.Add(heard.First(burst => burst.Kind == DmrdBurst.VoiceHeader).At);
            voices.Add(heard.First(burst => burst.Kind.IsVoiceBurst()).At);
            await Task.Delay(random.Next(50, 250), TestContext.Current.CancellationToken);
        }

        var at = await page.EvaluateAsync<double[]>("presses.map((one) => one.at)");
        var posted = await page.EvaluateAsync<double[]>("presses.map((one) => one.posted - one.at)");
        var apart = await page.EvaluateAsync<double[]>("clocks");
        Assert.Equal(Warming + Presses, at.Length);
        double[] toHeader = [.. headers.Zip(at, Since).Skip(Warming)], toVoice = [.. voices.Zip(at, Since).Skip(Warming)];
        posted = posted[Warming..];
        Figures.Say($"press to header at the repeater {toHeader.Spread()}");
        Figures.Say($"press to the first 20 ms of speech on the WebSocket {posted.Spread()}");
        Figures.Say($"press to the first burst of 60 ms of speech at the repeater {toVoice.Spread()}");
        Figures.Say($"the page's clock is {apart.Min():F1} to {apart.Max():F1} ms off the wall's (its own grain is 1 ms); first presses {string.Join(", ", headers.Zip(at, Since).Take(Warming).Select(one => $"{one:F0}"))} ms");
        Assert.InRange(toHeader.At(0.95), 0, 50);
        Assert.InRange(posted.At(0.95), 0, 50);
        Assert.InRange(toVoice.At(0.95), 60, 150);
    }

    private static double Since(DateTimeOffset at, double press) => (at - DateTimeOffset.UnixEpoch).TotalMilliseconds - press;
}
