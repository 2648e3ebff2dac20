using System.Globalization;
using System.Xml.Linq;
using RadioNet.HilRigs.Tests.Running;

namespace RadioNet.HilRigs.Tests.Reports;

/// <summary>A run's report for machines, in JUnit's form: one suite a rig, one case a scenario.</summary>
internal static class JUnitReport
{
    public static string Write(RunReport report)
    {
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", report.Rig.Id),
            new XAttribute("tests", report.Results.Length),
            new XAttribute("failures", report.Count(Outcome.Failed)),
            new XAttribute("errors", 0),
            new XAttribute("skipped", report.Count(Outcome.Skipped)),
            new XAttribute("time", Seconds(report.Results.Aggregate(TimeSpan.Zero, (sum, result) => sum + result.Took))),
            new XAttribute("timestamp", report.Began.UtcDateTime.ToString("s", CultureInfo.InvariantCulture)),
            new XElement("properties", Properties(report).Select(property => new XElement("property", new XAttribute("name", property.Name), new XAttribute("value", property.Value)))),
            report.Results.Select(result => CaseOf(report, result)));
        return new XDeclaration("1.0", "utf-8", null) + Environment.NewLine + new XElement("testsuites", suite) + Environment.NewLine;
    }

    private static IEnumerable<(string Name, string Value)> Properties(RunReport report) =>
    [
        ("port", report.Port),
        ("modem", report.Modem?.Description ?? ""),
        ("modem.udid", report.Modem?.Identity ?? ""),
        ("modem.protocol", report.Modem is { } modem ? ((int)modem.Protocol).ToString(CultureInfo.InvariantCulture) : ""),
        .. report.Environment,
    ];

    private static XElement CaseOf(RunReport report, ScenarioResult result)
    {
        var element = new XElement(
            "testcase",
            new XAttribute("classname", $"rig.{report.Rig.Id}"),
            new XAttribute("name", result.Scenario.Id),
            new XAttribute("time", Seconds(result.Took)));
        if (result.Outcome == Outcome.Failed) element.Add(new XElement("failure", new XAttribute("message", result.Reason!.En)));
        if (result.Outcome == Outcome.Skipped) element.Add(new XElement("skipped", new XAttribute("message", result.Reason!.En)));
        if (!result.Figures.IsEmpty)
        {
            var lines = result.Figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Label.En}: {figure.Value:0.###} {figure.Unit}").TrimEnd());
            element.Add(new XElement("system-out", string.Join('\n', lines)));
        }

        return element;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
