using System.Text.Json;
using RadioNet.Plan;

namespace RadioNet.Tests.Command;

/// <summary>The plan's verbs that need no node: presets, and migration from one form to another.</summary>
public sealed class PlanFormsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("radionet-test-").FullName;

    private string Sample => Write("sample.yaml", SamplePlans.DakLak);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Presets_are_listed_and_written_out_as_plans()
    {
        var (code, list, _) = await RadioNetProcess.RunAsync("plan", "preset", "--json");
        Assert.Equal(0, code);
        var names = Lines(list).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("name").GetString()!).ToList();
        Assert.Equal(["dak-lak-2024", "dak-lak-2025"], names);
        foreach (var name in names)
        {
            Assert.True(PlanReader.Read((await RadioNetProcess.RunAsync("plan", "preset", name)).Output).Succeeded);
        }

        (code, list, var errors) = await RadioNetProcess.RunAsync("plan", "preset", "nope");
        Assert.Equal((1, ""), (code, list));
        Assert.Contains("dak-lak-2025", Assert.Single(Lines(errors)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_goes_to_standard_output_or_to_a_file_and_the_table_beside_it()
    {
        var (code, output, table) = await RadioNetProcess.RunAsync("plan", "migrate", Sample, "--to", "dak-lak-2025");
        Assert.Equal(0, code);
        var plan = PlanReader.Read(output, new DateOnly(2099, 1, 1)).Plan!;
        Assert.Equal("tan-an-ward", plan.Sites.Single(s => s.Id == "ea-tu-tower").At);
        Assert.Contains(Lines(table), line => line.StartsWith("site ea-tu-tower", StringComparison.Ordinal) && line.EndsWith("tan-an-ward", StringComparison.Ordinal));

        var file = Path.Combine(_folder, "new.yaml");
        (code, table, var errors) = await RadioNetProcess.RunAsync("plan", "migrate", Sample, "--to", "dak-lak-2025", "-o", file);
        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(output, await File.ReadAllTextAsync(file));
        Assert.Contains("tan-an-ward", table, StringComparison.Ordinal);
        Assert.Equal(1, (await RadioNetProcess.RunAsync("plan", "migrate", Sample, "--to", "dak-lak-2025", "-o", file)).ExitCode);

        (_, output, _) = await RadioNetProcess.RunAsync("plan", "migrate", Sample, "--to", "dak-lak-2025", "--json");
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal(await File.ReadAllTextAsync(file), json.GetProperty("text").GetString());
        Assert.Equal(94, json.GetProperty("moves").GetArrayLength());
    }

    [Fact]
    public async Task What_cannot_be_placed_exits_with_1_and_its_line_and_column()
    {
        var text = SamplePlans.DakLak.Replace("nodes:\n", "nodes:\n  - { id: core-lak, at: lak }\n", StringComparison.Ordinal);
        var file = Write("two-nodes.yaml", text);
        var line = text[..text.IndexOf("core-lak", StringComparison.Ordinal)].Count(c => c == '\n') + 1;

        var (code, output, errors) = await RadioNetProcess.RunAsync("plan", "migrate", file, "--to", "dak-lak-2025");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"{file}:{line}:25: Node core-lak is at \"lak\"", Assert.Single(Lines(errors)), StringComparison.Ordinal);

        (code, output, _) = await RadioNetProcess.RunAsync(
            "plan", "migrate", file, "--to", "dak-lak-2025", "--place", "node/core-lak=lien-son-lak-commune");
        Assert.Equal(0, code);
        Assert.Equal("lien-son-lak-commune", PlanReader.Read(output).Plan!.Nodes.Single(n => n.Id == "core-lak").At);
    }

    [Theory]
    [InlineData(2, "plan", "migrate", "x.yaml")]
    [InlineData(2, "plan", "migrate", "x.yaml", "--to", "dak-lak-2025", "--place", "lak")]
    [InlineData(1, "plan", "migrate", "x.yaml", "--to", "dak-lak-2026")]
    [InlineData(1, "plan", "migrate", "no-such.yaml", "--to", "dak-lak-2025")]
    public async Task Wrong_words_are_told_in_one_line(int exit, params string[] words)
    {
        var (code, output, errors) = await RadioNetProcess.RunAsync(words);
        Assert.Equal((exit, ""), (code, output));
        Assert.Single(Lines(errors));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
