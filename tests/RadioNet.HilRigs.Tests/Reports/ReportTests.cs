using System.Xml.Linq;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.HilRigs.Tests.Scenarios;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.HilRigs.Tests.Reports;

public sealed class ReportTests
{
    private static readonly RunReport _report = new()
    {
        Rig = RigReader.Read(File.ReadAllText(RigFiles.Rig("virtual.yaml"))).Rig!,
        Port = "pty:/tmp/modem",
        Modem = new VersionReply { Description = "MMDVM 20260816 <12 MHz>", Identity = "3A002A000E47333138353932" },
        Results =
        [
            new(new HandshakeScenario(), Outcome.Passed, null, [new(new("Lần mở", "Openings"), 3, ""), new(new("Trễ", "Latency"), 12.5, "ms")], TimeSpan.FromSeconds(1.5)),
            new(new KeyingScenario(), Outcome.Failed, new("Không bật | tắt", "Neither on | nor off"), [], TimeSpan.FromSeconds(2)),
            new(new SoakScenario(), Outcome.Skipped, new("Không chạy", "Not asked for"), [], TimeSpan.Zero),
        ],
        Began = new DateTimeOffset(2026, 11, 22, 8, 30, 0, TimeSpan.FromHours(7)),
        OnAir = TimeSpan.FromSeconds(3),
    };

    [Fact]
    public void A_person_reads_what_the_modem_said_and_what_came_of_each_scenario()
    {
        string text = MarkdownReport.Write(_report);

        Assert.Contains("Giàn thử / rig `virtual`, 2026-11-22 08:30:00 +07:00: 1 đạt / passed, 1 không đạt / failed, 1 bỏ qua / skipped.", text, StringComparison.Ordinal);
        Assert.Contains("`MMDVM 20260816 <12 MHz>`", text, StringComparison.Ordinal);
        Assert.Contains("| UDID | `3A002A000E47333138353932` |", text, StringComparison.Ordinal);
        Assert.Contains("| Bắt tay với modem / Handshake | đạt / passed | 1.5 s |  |", text, StringComparison.Ordinal);
        Assert.Contains("| Bật và tắt máy phát / Keying | **không đạt / failed** | 2.0 s | Không bật \\| tắt / Neither on \\| nor off |", text, StringComparison.Ordinal);
        Assert.Contains("| Chạy dài / Soak | bỏ qua / skipped | 0.0 s | Không chạy / Not asked for |", text, StringComparison.Ordinal);
        Assert.Contains("| Trễ / Latency | 12.5 ms |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_counts_the_same()
    {
        var suite = XDocument.Parse(JUnitReport.Write(_report)).Root!.Element("testsuite")!;

        Assert.Equal(("3", "1", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("skipped")!.Value));
        Assert.Contains(suite.Descendants("property"), property => property.Attribute("value")!.Value == "MMDVM 20260816 <12 MHz>");
        var cases = suite.Elements("testcase").ToDictionary(element => element.Attribute("name")!.Value);
        Assert.Equal("Openings: 3\nLatency: 12.5 ms", cases["handshake"].Element("system-out")!.Value);
        Assert.Equal("Neither on | nor off", cases["keying"].Element("failure")!.Attribute("message")!.Value);
        Assert.Equal("Not asked for", cases["soak"].Element("skipped")!.Attribute("message")!.Value);
    }
}
