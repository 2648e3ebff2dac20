using System.Net;
using RadioNet.Simulator.Bench;

namespace RadioNet.Command.Bench;

/// <summary>What carries a load test's bursts: a node or a bare relay, in a process of its own.</summary>
internal interface IForwarder : IDisposable
{
    /// <summary>Where repeaters send to; they take them in turn.</summary>
    IReadOnlyList<IPEndPoint> Addresses { get; }

    /// <summary>Lets the repeaters in; blocks until all are.</summary>
    void Admit(BenchRepeaters repeaters, CancellationToken cancel);

    /// <summary>What it has used so far.</summary>
    ForwarderCounters Read();
}
