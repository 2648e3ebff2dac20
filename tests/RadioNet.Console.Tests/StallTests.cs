using RadioNet.Protocols;
using RadioNet.Tests.Consoles;
using static Microsoft.Playwright.Assertions;

namespace RadioNet.Consoles.Tests;

/// <summary>A line to the browser that stands still for a second and then brings all at once.</summary>
[Collection(nameof(ConsoleRig))]
public sealed class StallTests(ConsoleRig rig)
{
    private static readonly TimeSpan _before = TimeSpan.FromSeconds(5), _stall = TimeSpan.FromSeconds(1), _patience = TimeSpan.FromSeconds(3);

    [ConsoleFact]
    public async Task After_a_second_without_the_line_the_delay_is_what_it_was_within_three()
    {
        Speech.NeedsVocoder();
        await using var road = new Road(rig.Web);
        var page = await rig.SignInAsync("chief", ownScripts: false, web: road.Web);
        await using var ear = await HearingRepeater.StartAsync(rig.Homebrew);
        await ConsoleRig.ListenAsync(page);
        var loudspeaker = await Loudspeaker.TapAsync(page);
        await ear.Repeater.TransmitAsync(Speech.Say(2), Timeslot.One);
        for (var stall = 0; stall < 3; stall++)
        {
            await Expect(page.Locator("[data-talkgroup='1001'] .still")).ToBeVisibleAsync();
            await loudspeaker.ForgetAsync();
            var call = ear.Repeater.TransmitAsync(Speech.Say(40), Timeslot.One);
            await Task.Delay(_before, TestContext.Current.CancellationToken);
            var held = DateTimeOffset.UtcNow;
            road.Hold();
            await Task.Delay(_stall, TestContext.Current.CancellationToken);
            road.Release();
            var released = DateTimeOffset.UtcNow;
            await call;
            await Expect(page.Locator("[data-talkgroup='1001'] .still")).ToBeVisibleAsync();
            await Task.Delay(300, TestContext.Current.CancellationToken);

            var pieces = await loudspeaker.PiecesAsync();
            double[] before = [.. pieces.Where(piece => piece.Rendered < held).Select(piece => piece.Delay)];
            double[] after = [.. pieces.Where(piece => piece.Rendered > released + _patience).Select(piece => piece.Delay)];
            var usual = Math.Max(before.At(0.95) + 20, 130);
            var late = pieces.Where(piece => piece.Rendered >= held && piece.Delay > usual).ToList();
            var back = late.Count == 0 ? 0 : (late.Max(piece => piece.Rendered) - released).TotalMilliseconds;
            Figures.Say($"before {before.Spread()}; worst {late.Select(piece => piece.Delay).DefaultIfEmpty().Max():F0} ms; not above {usual:F0} ms from {back:F0} ms after the line was back; later than 3 s after {after.Spread()}; {await loudspeaker.CountersAsync()}");
            Assert.InRange(after.Length, 150, 1000);
            Assert.InRange(after.At(0.5), 0, before.At(0.5) + 20);
            Assert.InRange(after.At(0.95), 0, usual);
        }
    }
}
