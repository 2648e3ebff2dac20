using RadioNet.Tests.Consoles;
using RadioNet.Tests.EndToEnd.Rig;
using RadioNet.Voice.Files;
using RadioNet.Voice.Recording;
using RadioNet.Voice.Tests.Vocoders;
using RadioNet.Voice.Vocoders;

namespace RadioNet.Tests.EndToEnd;

/// <summary>A virtual radio from the command line, on a node that runs.</summary>
[Collection(nameof(RealTime))]
public sealed class RadioVerbTests(SharedNode shared) : IDisposable
{
    private const int SpokenSamples = 2 * SpeechFrame.SamplesPerSecond;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ConsoleFact]
    public async Task What_one_says_the_other_hears()
    {
        if (!new VocoderCatalogue(new VocoderSources()).Find(VocoderNames.Codec2At2400)!.Availability.CanEncode)
        {
            Assert.Skip("This test needs libcodec2, of the Debian package codec2.");
        }

        using var cell = await shared.TakeCellAsync();
        var speech = Speech();
        string said = File("said.wav"), heard = File("heard.wav");
        await System.IO.File.WriteAllBytesAsync(said, SpeechWav.Of(speech));
        using var listener = RadioNetCommand.Start([
            "radio", "listen", heard, "--talkgroup", $"{cell.Talkgroup(Cell.Main)}", "--vocoder", "codec2-2400", "--json", .. Site(cell, 'b'), "--server", cell.Node.Server]);
        Assert.Contains(cell.Site('b'), await listener.StandardError.ReadLineAsync(), StringComparison.Ordinal);
        var call = Assert.Single((await cell.Node.RunAsync([
            "radio", "say", said, "--from", $"{cell.Radio(1)}", "--talkgroup", $"{cell.Talkgroup(Cell.Main)}", "--vocoder", "codec2-2400", "--json", .. Site(cell, 'a')])).Succeeded().Json);
        Assert.Contains(cell.Site('b'), call.GetProperty("sites").EnumerateArray().Select(site => site.GetString()));
        RadioNetCommand.AskToEnd(listener);
        var told = await listener.StandardOutput.ReadToEndAsync();
        await listener.WaitForExitAsync();
        Assert.True(listener.ExitCode == 0, await listener.StandardError.ReadToEndAsync());
        Assert.Contains($"\"source\":{cell.Radio(1)},\"seconds\":2", told, StringComparison.Ordinal);
        Assert.True(SpeechFile.TryRead(await System.IO.File.ReadAllBytesAsync(heard), out var samples, out _));
        int from = Math.Max(0, Array.FindIndex(samples, sample => sample != 0) - SpeechFrame.Samples);
        Assert.InRange(Envelope.Correlation(Envelope.Of(speech), Envelope.Of(samples.AsSpan(from, speech.Length))), 0.9, 1);
    }

    [ConsoleFact]
    public async Task Texts_statuses_and_emergencies_are_sent_and_denials_are_told()
    {
        using var cell = await shared.TakeCellAsync();
        var text = Assert.Single((await RunAsync(cell, Cell.Second, 1, "text", "Đường 14 ngập")).Succeeded().Json);
        Assert.Equal("data", text.GetProperty("type").GetString());
        var status = Assert.Single((await RunAsync(cell, Cell.Second, 2, "status", "7")).Succeeded().Json);
        Assert.Equal(("data", (long)cell.Radio(2)), (status.GetProperty("type").GetString(), status.GetProperty("source").GetInt64()));
        var emergency = Assert.Single((await RunAsync(cell, Cell.Main, 3, "emergency")).Succeeded().Json);
        Assert.True(emergency.GetProperty("emergency").GetBoolean());

        var denied = await RunAsync(cell, Cell.Main, Cell.Outsider, "emergency");
        Assert.Equal((1, true), (denied.ExitCode, denied.Errors.StartsWith("Denied: not-member", StringComparison.Ordinal)));
        var stranger = await cell.Node.RunAsync(["radio", "status", "7", "--from", "1", "--talkgroup", $"{cell.Talkgroup(Cell.Main)}", "--repeater", "99999999", "--secret-file", Secret(cell, 'a')]);
        Assert.True(stranger.ExitCode == 1 && stranger.Errors.Contains("radionet site list", StringComparison.Ordinal), stranger.Errors);
        var refused = await cell.Node.RunAsync([
            "radio", "status", "7", "--from", $"{cell.Radio(1)}", "--talkgroup", $"{cell.Talkgroup(Cell.Main)}", .. Site(cell, 'a').SkipLast(1), Secret(cell, 'b')]);
        Assert.True(refused.ExitCode == 1 && refused.Errors.Contains("secret is wrong", StringComparison.Ordinal), refused.Errors);

        await cell.LogInAsync('a');
        var live = await RunAsync(cell, Cell.Main, 1, "emergency");
        Assert.True(live.ExitCode == 1 && live.Errors.Contains("--take-over", StringComparison.Ordinal), live.Errors);
    }

    private static short[] Speech()
    {
        Assert.True(SpeechFile.TryRead(System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vi-doi-1-tra-loi.wav")), out var speech, out _));
        return speech[..SpokenSamples];
    }

    private Task<CommandResult> RunAsync(Cell cell, uint talkgroup, uint radio, params string[] what) => cell.Node.RunAsync([
        "radio", .. what, "--from", $"{cell.Radio(radio)}", "--talkgroup", $"{cell.Talkgroup(talkgroup)}", "--json", .. Site(cell, 'a')]);

    private string[] Site(Cell cell, char site) =>
        ["--repeater", $"{cell.RepeaterId(site)}", "--homebrew", $"{cell.Node.Homebrew}", "--secret-file", Secret(cell, site)];

    private string Secret(Cell cell, char site)
    {
        string file = File($"secret-{site}");
        System.IO.File.WriteAllText(file, $"{CellPlan.SecretPrefix}{cell.RepeaterId(site)}\n");
        return file;
    }

    private string File(string name) => Path.Combine(_folder.Path, name);
}
