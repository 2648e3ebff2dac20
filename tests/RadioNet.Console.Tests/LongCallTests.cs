using RadioNet.Protocols;
using RadioNet.Tests.Consoles;
using static Microsoft.Playwright.Assertions;

namespace RadioNet.Consoles.Tests;

/// <summary>A call of five minutes without a pause: what a little more each second would come to.</summary>
[Collection(nameof(ConsoleRig))]
public sealed class LongCallTests(ConsoleRig rig)
{
    private const int Minutes = 5;

    [ConsoleFact]
    public async Task The_delay_does_not_grow_in_five_minutes()
    {
        Speech.NeedsVocoder();
        var page = await rig.SignInAsync("chief", ownScripts: false);
        await using var ear = await HearingRepeater.StartAsync(rig.Homebrew);
        await ConsoleRig.ListenAsync(page);
        var loudspeaker = await Loudspeaker.TapAsync(page);
        await loudspeaker.KeepNoSamplesAsync();
        await ear.Repeater.TransmitAsync(Speech.Say(2), Timeslot.One);
        await Expect(page.Locator("[data-talkgroup='1001'] .still")).ToBeVisibleAsync();
        await loudspeaker.ForgetAsync();
        await ear.Repeater.TransmitAsync(Speech.Say((int)(Minutes * 60 / 0.36)), Timeslot.One);
        await Expect(page.Locator("[data-talkgroup='1001'] .still")).ToBeVisibleAsync();

        var pieces = await loudspeaker.PiecesAsync();
        var minutes = pieces.GroupBy(piece => Math.Min(Minutes - 1, (int)(piece.Rendered - pieces[0].Rendered).TotalMinutes))
            .Select(minute => minute.Select(piece => piece.Delay).ToArray()).ToList();
        for (var minute = 0; minute < minutes.Count; minute++) Figures.Say($"minute {minute + 1}: {minutes[minute].Spread()}");
        Figures.Say(await loudspeaker.CountersAsync());
        Assert.Equal(Minutes, minutes.Count);
        Assert.InRange(pieces.Count, Minutes * 60 * 50 * 99 / 100, Minutes * 60 * 50);
        Assert.InRange(minutes[^1].At(0.5), 0, minutes[0].At(0.5) + 20);
        Assert.InRange(minutes[^1].At(0.95), 0, minutes[0].At(0.95) + 20);
        Assert.InRange(pieces.Select(piece => piece.Delay).At(0.95), 0, 130);
    }
}
