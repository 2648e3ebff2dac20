using System.Globalization;
using System.Text.RegularExpressions;

namespace RadioNet.Core.Tests.Ports.Tiers;

/// <summary>Holds log lines to what a lower node sent that was none: one line for what came together, however it fell together.</summary>
internal static partial class LeftOut
{
    public static void Is(int count, string what, string lastProblem, IEnumerable<string> lines)
    {
        var said = lines.Select(line => Line().Match(line)).ToList();
        Assert.All(said, line => Assert.True(line.Success && line.Groups["what"].Value == what, line.Value));
        Assert.Equal(count, said.Sum(line => int.Parse(line.Groups["count"].Value, CultureInfo.InvariantCulture)));
        Assert.Equal(lastProblem, said[^1].Groups["problem"].Value);
    }

    [GeneratedRegex("^Node low sent (?<count>[0-9]+) (?<what>[A-Za-z]+) that are none, (?<problem>.+); they are left out$")]
    private static partial Regex Line();
}
