using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RadioNet.Tests.Architecture;

/// <summary>Holds the project files to the picture in <c>src/ARCHITECTURE.md</c>.</summary>
public sealed partial class ProjectPictureTests
{
    private static readonly string _source = Path.Combine(Repository.Root, "src");

    [Fact]
    public void Every_project_is_in_the_picture_and_every_box_is_a_project()
    {
        var projects = Projects().Keys.Order();
        var boxes = Arrows().SelectMany(a => new[] { a.From, a.To }).Distinct().Order();

        Assert.Equal(projects, boxes);
    }

    [Fact]
    public void Every_reference_goes_down_an_arrow()
    {
        var arrows = Arrows().ToLookup(a => a.From, a => a.To);
        foreach (var (project, file) in Projects())
        {
            var allowed = Below(project, arrows);
            foreach (var used in References(file))
            {
                Assert.True(allowed.Contains(used), $"{project} uses {used}, which lies down none of its arrows in src/ARCHITECTURE.md.");
            }
        }
    }

    [Fact]
    public void No_arrow_points_up()
    {
        var arrows = Arrows().ToLookup(a => a.From, a => a.To);

        Assert.All(Projects().Keys, project => Assert.DoesNotContain(project, Below(project, arrows)));
    }

    [Fact]
    public void Call_control_and_voice_never_see_each_other()
    {
        var arrows = Arrows().ToLookup(a => a.From, a => a.To);

        Assert.DoesNotContain("Voice", Below("CallControl", arrows));
        Assert.DoesNotContain("CallControl", Below("Voice", arrows));
    }

    [Theory]
    [InlineData("Protocols", new string[0])]
    [InlineData("Plan", new[] { "YamlDotNet" })]
    [InlineData("CallControl", new string[0])]
    [InlineData("Voice", new[] { "System.IO.Ports" })] // A vocoder chip's serial port, elsewhere than on Linux.
    public void Pure_projects_use_only_these_packages(string project, string[] packages) =>
        Assert.Equal(packages, XDocument.Load(Projects()[project]).Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value));

    [Theory]
    [InlineData("Protocols")]
    [InlineData("Plan")]
    [InlineData("CallControl")]
    public void Pure_projects_do_no_input_or_output_start_no_task_and_read_no_clock(string project)
    {
        var folder = Path.GetDirectoryName(Projects()[project])!;
        var sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        foreach (var file in sources)
        {
            var impure = Impure().Match(File.ReadAllText(file));
            Assert.False(impure.Success, $"{file} uses {impure.Value}; a host does that.");
        }
    }

    private static HashSet<string> Below(string project, ILookup<string, string> arrows)
    {
        var below = new HashSet<string>();
        var open = new Stack<string>(arrows[project]);
        while (open.TryPop(out var next))
        {
            if (below.Add(next))
            {
                foreach (var further in arrows[next])
                {
                    open.Push(further);
                }
            }
        }

        return below;
    }

    private static List<(string From, string To)> Arrows() =>
        [.. Arrow().Matches(File.ReadAllText(Path.Combine(_source, "ARCHITECTURE.md"))).Select(m => (m.Groups[1].Value, m.Groups[2].Value))];

    private static Dictionary<string, string> Projects() =>
        Directory.GetDirectories(_source)
            .SelectMany(folder => Directory.GetFiles(folder, "*.csproj"))
            .ToDictionary(file => Short(Path.GetFileNameWithoutExtension(file)));

    private static IEnumerable<string> References(string file) =>
        XDocument.Load(file).Descendants("ProjectReference")
            .Select(r => Short(Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)));

    private static string Short(string project) => project.Replace("RadioNet.", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s+(\w+) --> (\w+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b|\bStopwatch\b|\bTask\.Run\b|\bnew Thread\b|\bFile\.\w+\(|\bDirectory\.\w+\(|\bConsole\.|\bRandom\.Shared\b|\bEnvironment\.TickCount|\bSocket\b\(|\bThread\.Sleep\b")]
    private static partial Regex Impure();
}
