using RadioNet.Protocols.Homebrew;
using RadioNet.Tests.Consoles;
using RadioNet.Voice.Tests.Vocoders;
using static Microsoft.Playwright.Assertions;

namespace RadioNet.Consoles.Tests;

/// <summary>What a dispatcher says into the browser's microphone, at the ear of a radio.</summary>
[Collection(nameof(ConsoleRig))]
public sealed class DispatcherSpeechTests(ConsoleRig rig)
{
    [ConsoleFact]
    public async Task What_the_dispatcher_says_is_what_the_radio_hears()
    {
        Speech.NeedsVocoder();
        var page = await rig.SignInAsync("chief");
        await using var ear = await HearingRepeater.StartAsync(rig.Homebrew);
        await ConsoleRig.ListenAsync(page);

        // The microphone says its file over and over: two rounds of it, so that what was said from any moment on lies in it as one piece.
        short[] file = [.. Spoken.Samples(8000).Select(sample => (short)(sample * 32_000))];
        short[] rounds = [.. file, .. file, .. file];
        var (bare, through) = (Envelope.Of(rounds), Envelope.Of(Speech.Through(rounds)));
        var found = new List<double>();
        for (var press = 0; press < 4; press++)
        {
            ear.Forget();
            await page.Locator(".ptt[data-talk='1001']").HoverAsync();
            await page.Mouse.DownAsync();
            await ConsoleRig.HasFloorAsync(page, 1001);
            await Task.Delay(6000, TestContext.Current.CancellationToken);
            await page.Mouse.UpAsync();
            await Expect(page.Locator("[data-talkgroup='1001'] .still")).ToBeVisibleAsync();
            var bursts = ear.Bursts;
            Assert.Equal((DmrdBurst.VoiceHeader, DmrdBurst.Terminator), (bursts[0].Kind, bursts[^1].Kind));
            var voice = Speech.Decode(bursts.Where(burst => burst.Kind.IsVoiceBurst()).Select(burst => burst.Payload));

            // The last superframe is filled up with silence after the release: that was not said.
            var heard = Envelope.Of(voice)[..580];
            found.Add(Likeness.Whole(heard, through));
            Figures.Say($"{voice.Length / 8} ms heard; with the file through filter, limiter and vocoder r = {found[^1]:F3}, with the bare file r = {Likeness.Whole(heard, bare):F3}; the loudest sample {voice.Max(sample => Math.Abs((int)sample))}");
        }

        Assert.All(found, r => Assert.True(r >= 0.9, $"What the radio hears correlates with what was said by r = {r:F3}."));
    }
}
