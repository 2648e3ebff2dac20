using RadioNet.Protocols;
using RadioNet.Tests.Consoles;
using RadioNet.Voice.Tests.Vocoders;
using static Microsoft.Playwright.Assertions;

namespace RadioNet.Consoles.Tests;

/// <summary>How long a burst takes from the node's socket to the browser's loudspeaker, and what is heard.</summary>
[Collection(nameof(ConsoleRig))]
public sealed class BurstToEarTests(ConsoleRig rig)
{
    [ConsoleFact]
    public async Task A_burst_is_rendered_within_130_ms_of_its_arrival()
    {
        Speech.NeedsVocoder();
        var page = await rig.SignInAsync("chief", ownScripts: false);
        await using var ear = await HearingRepeater.StartAsync(rig.Homebrew);
        await ConsoleRig.ListenAsync(page);
        var loudspeaker = await Loudspeaker.TapAsync(page);
        // The first call is of code that runs for the first time.
        var all = new List<double>();
        foreach (var superframes in (int[])[3, 28, 28])
        {
            var said = Speech.Say(superframes);
            await loudspeaker.ForgetAsync();
            await ear.Repeater.TransmitAsync(said, Timeslot.One);
            await Expect(page.Locator("[data-talkgroup='1001'] .still")).ToBeVisibleAsync();
            await Task.Delay(300, TestContext.Current.CancellationToken);
            double[] delays = [.. (await loudspeaker.PiecesAsync()).Select(piece => piece.Delay)];
            var rendered = Envelope.Of(await loudspeaker.SamplesAsync());
            var (r, node) = (Likeness.ByHalfSeconds(Envelope.Of(Speech.Of(said)), rendered), Likeness.ByHalfSeconds(Envelope.Of(Speech.Played(said)), rendered));
            Figures.Say($"{superframes * 0.36:F1} s: burst at the node to rendered {delays.Spread()}; r = {r:F3} with what was said, {node:F3} with what the node gave; {await loudspeaker.CountersAsync()}; beyond the rendering {await loudspeaker.OutsideAsync()} ms");
            if (superframes > 3)
            {
                all.AddRange(delays);
                Assert.True(r >= 0.9, $"What is heard correlates with what was said by r = {r:F3}.");
                Assert.InRange(delays.Length, (superframes * 18) - 9, (superframes * 18) + 3);
            }
        }

        Assert.InRange(all.At(0.95), 0, 130);
    }
}
