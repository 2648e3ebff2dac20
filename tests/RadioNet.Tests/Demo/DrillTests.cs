using System.Text.Json;
using RadioNet.Command.Demo.Drill;
using RadioNet.Command.Terminal;
using RadioNet.Tests.Command;
using RadioNet.Tests.Tiers;

namespace RadioNet.Tests.Demo;

/// <summary>The flood's drill: seven nodes, a line that dies without a word, and people who talk on.</summary>
[Collection(nameof(RealTime))]
public sealed class DrillTests
{
    [Fact]
    public async Task A_commune_that_is_cut_off_goes_on_and_comes_back_with_all_its_records()
    {
        var written = new StringWriter();
        var options = new DrillOptions { Before = TimeSpan.FromSeconds(5), Cut = TimeSpan.FromSeconds(4.5) };
        var code = await DrillRun.RunAsync(options, new Output(written, new Language(false), json: true), CancellationToken.None);

        Assert.True(code == 0, $"{written}");
        var figures = JsonDocument.Parse(Assert.Single($"{written}".TrimEnd('\n').Split('\n'))).RootElement;
        Assert.True(figures.GetProperty("good").GetBoolean());
        Assert.Empty(figures.GetProperty("failed").EnumerateArray());

        // Those that a busy machine could not send or play at their pace are not judged; most are.
        Assert.InRange(DemoTests.Number(figures, "heldUp"), 0, DemoTests.Number(figures, "turns") / 2);

        // Two talkgroups, both sides at once while parted: some seconds before and after, 4.5 s parted, 1.4 s a turn.
        Assert.InRange(DemoTests.Number(figures, "turns"), 20, 60);
        Assert.InRange(DemoTests.Number(figures, "calls"), 4, 30);
        Assert.Equal(4, DemoTests.Number(figures, "alarms"));
        Assert.Equal((1, 1), (DemoTests.Number(figures, "edits"), DemoTests.Number(figures, "editsTaken")));
        Assert.Equal(4, figures.GetProperty("unusable").GetArrayLength());

        // It is known from 1.5 s without an answer, less what is between two questions.
        foreach (var end in (string[])["noticedBelowSeconds", "noticedAboveSeconds"]) Assert.InRange(figures.GetProperty(end).GetDouble(), 0.5, 2);
        foreach (var side in (string[])["firstGrantBelowSeconds", "firstGrantAboveSeconds"]) Assert.InRange(figures.GetProperty(side).GetDouble(), 0.5, 2.5);
    }

    [TierFact]
    public async Task A_line_that_is_not_cut_does_not_pass()
    {
        var written = new StringWriter();
        var options = new DrillOptions { Before = TimeSpan.FromSeconds(5), Cut = TimeSpan.FromSeconds(4.5), Cuts = false };
        var code = await DrillRun.RunAsync(options, new Output(written, new Language(false), json: true), CancellationToken.None);

        Assert.Equal(1, code);
        var figures = JsonDocument.Parse($"{written}").RootElement;
        Assert.False(figures.GetProperty("good").GetBoolean());
        Assert.NotEmpty(figures.GetProperty("failed").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, figures.GetProperty("noticedBelowSeconds").ValueKind);
        Assert.True(DemoTests.Number(figures, "crossed") > 0);
    }

    [Theory]
    [InlineData("--drill", "flood")]
    [InlineData("--cut", "soon")]
    public async Task Wrong_words_are_told(string option, string value)
    {
        var (code, output, errors) = await RadioNetProcess.RunAsync("demo", option, value, "--lang", "en");
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(value, errors, StringComparison.Ordinal);
    }
}
