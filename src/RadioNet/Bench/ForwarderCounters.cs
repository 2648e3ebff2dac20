namespace RadioNet.Command.Bench;

/// <summary>What a forwarder has used since it started.</summary>
internal readonly record struct ForwarderCounters
{
    /// <summary>Processor time of all its threads.</summary>
    public required TimeSpan Process { get; init; }

    /// <summary>Processor time of the thread that carries the bursts.</summary>
    public required TimeSpan Thread { get; init; }

    /// <summary>Bytes that this thread allocated.</summary>
    public required long Allocated { get; init; }

    /// <summary>Datagrams that the kernel dropped at its full receive buffer.</summary>
    public required long KernelDrops { get; init; }

    /// <summary>Memory in RAM now, bytes.</summary>
    public required long Memory { get; init; }

    public static ForwarderCounters operator +(in ForwarderCounters one, in ForwarderCounters other) => new()
    {
        Process = one.Process + other.Process,
        Thread = one.Thread + other.Thread,
        Allocated = one.Allocated + other.Allocated,
        KernelDrops = one.KernelDrops + other.KernelDrops,
        Memory = one.Memory + other.Memory,
    };

    public static ForwarderCounters operator -(in ForwarderCounters after, in ForwarderCounters before) => new()
    {
        Process = after.Process - before.Process,
        Thread = after.Thread - before.Thread,
        Allocated = after.Allocated - before.Allocated,
        KernelDrops = after.KernelDrops - before.KernelDrops,
        Memory = after.Memory,
    };
}
