using RadioNet.Voice.Measurement;

namespace RadioNet.Simulator.Bench;

/// <summary>What a load test measured.</summary>
public sealed record BenchReport
{
    /// <summary>Bursts sent, by all talkers.</summary>
    public required long Sent { get; init; }

    /// <summary>Bursts that the system had no room for: never sent.</summary>
    public required long NotSent { get; init; }

    /// <summary>Voice bursts that listeners were due.</summary>
    public required long Due { get; init; }

    /// <summary>Voice bursts that they heard, each once.</summary>
    public required long Heard { get; init; }

    /// <summary>LC headers that listeners were due: one a spurt and listener.</summary>
    public required long HeadersDue { get; init; }

    /// <summary>LC headers that they heard.</summary>
    public required long HeadersHeard { get; init; }

    /// <summary>Terminators that listeners were due.</summary>
    public required long TerminatorsDue { get; init; }

    /// <summary>Terminators that they heard.</summary>
    public required long TerminatorsHeard { get; init; }

    /// <summary>Voice bursts that came after a later one of the same call.</summary>
    public required long Reordered { get; init; }

    /// <summary>Voice bursts that came twice in a row.</summary>
    public required long Duplicated { get; init; }

    /// <summary>Bursts that came where no listener was due them, the talker's own repeater included.</summary>
    public required long Misrouted { get; init; }

    /// <summary>Bursts that carried another repeater's id than the receiver's, or had another length than 55 octets.</summary>
    public required long Malformed { get; init; }

    /// <summary>What the kernel dropped at the listeners' own full buffers: the load generator's loss, not the network's.</summary>
    public required long ListenerDrops { get; init; }

    /// <summary>From a voice burst's sending to its arrival in the listener's socket, in microseconds; kernel's stamp, wall clock.</summary>
    public required LatencyHistogram Delay { get; init; }

    /// <summary>How late bursts were sent by the load generator's own schedule, in microseconds.</summary>
    public required LatencyHistogram Lateness { get; init; }

    /// <summary>From the first burst to the last.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Processor time of the load generator's sending thread.</summary>
    public required TimeSpan SenderCpu { get; init; }

    /// <summary>Processor time of its receiving thread in the meantime.</summary>
    public required TimeSpan ReceiverCpu { get; init; }

    /// <summary>Octets that both threads allocated while bursts went.</summary>
    public required long Allocated { get; init; }

    /// <summary>Voice bursts that were due and not heard.</summary>
    public long Lost => Due - Heard;
}
