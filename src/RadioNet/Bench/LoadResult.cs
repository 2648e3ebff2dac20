namespace RadioNet.Command.Bench;

/// <summary>What a load test of a node gave, between two of a bare relay.</summary>
internal sealed record LoadResult
{
    public required BenchScenario Scenario { get; init; }

    /// <summary>What else the machine had to do when it began: the load average of the last minute.</summary>
    public required double MachineLoad { get; init; }

    /// <summary>From the start of the node's process to its word that it is ready.</summary>
    public required TimeSpan Ready { get; init; }

    /// <summary>How long it took to let all repeaters in.</summary>
    public required TimeSpan Login { get; init; }

    public required LoadFigures Node { get; init; }

    /// <summary>Before the node and after it.</summary>
    public required IReadOnlyList<LoadFigures> Relays { get; init; }

    /// <summary>Processor time per datagram: the node's voice thread by the dearer relay's.</summary>
    public double ThreadRatio => Node.ThreadMicroseconds / Relays.Max(relay => relay.ThreadMicroseconds);

    /// <summary>Processor time per datagram: the node's whole process by the dearer relay's.</summary>
    public double ProcessRatio => Node.ProcessMicroseconds / Relays.Max(relay => relay.ProcessMicroseconds);

    /// <summary>A percentile of the delay: the node's by the slower relay's.</summary>
    public double DelayRatio(double share) =>
        Node.Report.Delay.Percentile(share) / (double)Math.Max(1, Relays.Max(relay => relay.Report.Delay.Percentile(share)));
}
