using RadioNet.Simulator.Bench;

namespace RadioNet.Command.Bench;

/// <summary>What one forwarder did in a load test, and what it used for it.</summary>
/// <param name="Report">What its listeners heard.</param>
/// <param name="Used">What it used, from before the first burst until after the last.</param>
/// <param name="Time">How long that was.</param>
internal sealed record LoadFigures(BenchReport Report, ForwarderCounters Used, TimeSpan Time)
{
    /// <summary>Datagrams that listeners got.</summary>
    public long Datagrams => Report.Heard + Report.HeadersHeard + Report.TerminatorsHeard;

    /// <summary>Bursts that talkers sent in a second.</summary>
    public double FramesPerSecond => Report.Sent / Report.Elapsed.TotalSeconds;

    /// <summary>Datagrams that listeners got in a second.</summary>
    public double DatagramsPerSecond => Datagrams / Report.Elapsed.TotalSeconds;

    /// <summary>Processor time of the forwarding thread for each datagram that a listener got, microseconds.</summary>
    public double ThreadMicroseconds => Used.Thread.TotalMicroseconds / Math.Max(1, Datagrams);

    /// <summary>Processor time of the whole process for each datagram that a listener got, microseconds.</summary>
    public double ProcessMicroseconds => Used.Process.TotalMicroseconds / Math.Max(1, Datagrams);

    /// <summary>Cores that the process kept busy, on the average.</summary>
    public double Cores => Used.Process / Time;

    /// <summary>Bytes allocated on the forwarding thread for each burst that came in.</summary>
    public double BytesPerFrame => (double)Used.Allocated / Math.Max(1, Report.Sent);

    /// <summary>Headers and terminators that were due and not heard.</summary>
    public long LostEnds => Report.HeadersDue - Report.HeadersHeard + Report.TerminatorsDue - Report.TerminatorsHeard;

    /// <summary>Whether every listener heard all that was due, once, in order, and nobody anything else.</summary>
    public bool IsWhole => (Report.Lost, LostEnds, Report.Reordered, Report.Duplicated, Report.Misrouted, Report.Malformed) == (0, 0, 0, 0, 0, 0);
}
