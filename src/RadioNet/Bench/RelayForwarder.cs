using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using System.Text.Json;
using RadioNet.Simulator.Bench;

namespace RadioNet.Command.Bench;

/// <summary>A bare relay in a child process: <see cref="RelayVerb"/>.</summary>
[SupportedOSPlatform("linux")]
internal sealed class RelayForwarder : IForwarder
{
    private readonly ChildCommand _child;
    private readonly int _repeaters;

    public RelayForwarder(BenchScenario scenario)
    {
        _repeaters = scenario.Repeaters;
        _child = ChildCommand.Start(RelayVerb.WordsOf(scenario));
        Addresses = [IPEndPoint.Parse(_child.ReadLine())];
    }

    public IReadOnlyList<IPEndPoint> Addresses { get; }

    public void Admit(BenchRepeaters repeaters, CancellationToken cancel)
    {
        var ports = Enumerable.Range(0, _repeaters).Select(i => repeaters.Local(i).Port.ToString(CultureInfo.InvariantCulture));
        _child.WriteLine(string.Join(' ', ports));
        _child.ReadLine();
    }

    public ForwarderCounters Read()
    {
        _child.WriteLine("");
        using var said = JsonDocument.Parse(_child.ReadLine());
        return new()
        {
            Process = _child.Cpu,
            Thread = TimeSpan.FromMicroseconds(said.RootElement.GetProperty("threadMicroseconds").GetDouble()),
            Allocated = said.RootElement.GetProperty("allocated").GetInt64(),
            KernelDrops = said.RootElement.GetProperty("kernelDrops").GetInt64(),
            Memory = _child.Memory,
        };
    }

    public void Dispose() => _child.Dispose();
}
