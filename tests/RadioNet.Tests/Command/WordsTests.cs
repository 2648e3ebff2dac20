using RadioNet.Command.Terminal;
using RadioNet.Command.Verbs;

namespace RadioNet.Tests.Command;

/// <summary>What needs no node: wrong words, help, languages.</summary>
public class WordsTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("calls", "--nonsense")]
    [InlineData("plan")]
    [InlineData("talkgroup", "show", "abc")]
    [InlineData("calls", "--since", "yesterday")]
    [InlineData("calls", "--limit", "x")]
    [InlineData("calls", "--limit", "0")]
    [InlineData("demo", "--sites", "q")]
    [InlineData("bench", "--calls", "99999999999")]
    [InlineData("calls", "--follow", "--limit", "3")]
    [InlineData("core", "--grpc", "8081")]
    [InlineData("core", "--grpc", "0.0.0.0:8081")]
    [InlineData("core", "--web", "192.0.2.1:8080")]
    [InlineData("status", "--server", "ftp://x")]
    public async Task Wrong_words_exit_with_2_and_one_line(params string[] words)
    {
        var (code, output, errors) = await RadioNetProcess.RunAsync(words);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Without_a_node_one_line_says_how_to_start_one()
    {
        var (code, _, errors) = await RadioNetProcess.RunAsync("status", "--server", "http://127.0.0.1:9");
        Assert.Equal(1, code);
        Assert.Contains("radionet core", errors, StringComparison.Ordinal);
        (_, _, errors) = await RadioNetProcess.RunAsync("status", "--server", "http://127.0.0.1:9", "--lang", "vi");
        Assert.StartsWith("Không có nút nào", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_teaches_with_examples_in_both_languages()
    {
        var (code, output, _) = await RadioNetProcess.RunAsync("talkgroup", "set", "--help");
        Assert.Equal(0, code);
        Assert.Contains("Usage: radionet talkgroup set ID KEY=VALUE", output, StringComparison.Ordinal);
        Assert.Contains("radionet talkgroup set 1001 priority=8", output, StringComparison.Ordinal);
        (_, output, _) = await RadioNetProcess.RunAsync("calls", "--help", "--lang", "vi");
        Assert.Contains("Ví dụ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10m", 600)]
    [InlineData("90s", 90)]
    [InlineData("2h", 7200)]
    [InlineData("3d", 259200)]
    public void Since_takes_spans(string text, int seconds)
    {
        var now = new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
        Assert.Equal(now.AddSeconds(-seconds), CallsVerb.ParseSince(text, now));
    }

    [Theory]
    [InlineData("2026-11-22T08:00Z", 0)]
    [InlineData("2026-11-22T08:00", 0)]
    [InlineData("2026-11-22T15:00+07:00", 0)]
    public void Since_takes_times(string text, int seconds) =>
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 8, 0, seconds, TimeSpan.Zero), CallsVerb.ParseSince(text, DateTimeOffset.MaxValue));

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("-5m")]
    [InlineData("99999999d")]
    public void Since_refuses_the_rest(string text) => Assert.Null(CallsVerb.ParseSince(text, new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero)));

    [Theory]
    [InlineData("vi_VN.UTF-8", null, true)]
    [InlineData("en_US.UTF-8", "vi_VN.UTF-8", false)]
    [InlineData("", "vi_VN.UTF-8", true)]
    [InlineData(null, null, false)]
    public void The_environment_chooses_the_language(string? all, string? lang, bool vietnamese) =>
        Assert.Equal(vietnamese, Language.Of([], name => name switch { "LC_ALL" => all, "LANG" => lang, _ => null }).IsVietnamese);
}
