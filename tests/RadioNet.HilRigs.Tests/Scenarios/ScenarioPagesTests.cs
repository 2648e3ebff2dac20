using RadioNet.HilRigs.Tests.Rigs;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>Each scenario has its page in <c>hil-rigs/scenarios</c>, which names the abilities that it needs.</summary>
public sealed class ScenarioPagesTests
{
    private static readonly string _folder = Path.Combine(RigFiles.Folder, "scenarios");

    [Fact]
    public void Every_scenario_has_a_page_and_every_page_a_scenario() => Assert.Equal(
        AllScenarios.List.Select(scenario => scenario.Id).Order(),
        Directory.GetFiles(_folder, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Order());

    [Fact]
    public void A_page_names_its_scenario_and_the_abilities_that_it_needs()
    {
        foreach (var scenario in AllScenarios.List)
        {
            string page = File.ReadAllText(Path.Combine(_folder, scenario.Id + ".md"));
            string abilities = string.Join(", ", scenario.Needs.Select(ability => $"`{RigWords.Of(RigWords.Abilities, ability)}`"));

            Assert.StartsWith($"# {scenario.Title.En} / {scenario.Title.Vi}\n", page, StringComparison.Ordinal);
            Assert.Contains($"\nNeeds / Cần: {abilities}", page, StringComparison.Ordinal);
        }
    }
}
