using System.Collections.Immutable;
using System.Runtime.InteropServices;
using RadioNet.BaseStation.Modems;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.HilRigs.Tests.Reports;

/// <summary>What a run on a rig came to.</summary>
internal sealed record RunReport
{
    /// <summary>The rig.</summary>
    public required Rig Rig { get; init; }

    /// <summary>How its modem was reached.</summary>
    public required string Port { get; init; }

    /// <summary>What the modem said that it is; null when it never answered.</summary>
    public required VersionReply? Modem { get; init; }

    /// <summary>What came of each scenario, in the order of the list.</summary>
    public required ImmutableArray<ScenarioResult> Results { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>For how long the transmitter was on in the last of the duty cycle's windows.</summary>
    public required TimeSpan OnAir { get; init; }

    /// <summary>Where the run took place.</summary>
    public ImmutableArray<(string Name, string Value)> Environment { get; } =
    [
        ("RadioNet", typeof(ModemSession).Assembly.GetName().Version!.ToString(3)),
        ("system", RuntimeInformation.OSDescription),
        ("runtime", $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.ProcessArchitecture}"),
        ("processors", System.Environment.ProcessorCount.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    ];

    /// <summary>How many scenarios came to an outcome.</summary>
    public int Count(Outcome outcome) => Results.Count(result => result.Outcome == outcome);
}
