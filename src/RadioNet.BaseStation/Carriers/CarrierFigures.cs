using RadioNet.Voice.Measurement;

namespace RadioNet.BaseStation.Carriers;

/// <summary>What a carrier measured since it began; from any thread.</summary>
public sealed class CarrierFigures
{
    private long _faults;
    private long _turns;
    private long _processorTicks;
    private long _allocatedBytes;

    /// <summary>From a burst's octets being read to its having been handed to the network, microseconds.</summary>
    public LatencyHistogram ToNetwork { get; } = new();

    /// <summary>From a burst's being left by the network to its having been taken into its timeslot's queue, microseconds.</summary>
    public LatencyHistogram ToSlot { get; } = new();

    /// <summary>Exceptions that ended nothing but the handling of what caused them: each is a defect.</summary>
    public long Faults => Volatile.Read(ref _faults);

    /// <summary>How often the carrier's thread looked for work.</summary>
    public long Turns => Volatile.Read(ref _turns);

    /// <summary>Processor time of the carrier's thread; zero where the system doesn't tell.</summary>
    public TimeSpan ProcessorTime => TimeSpan.FromTicks(Volatile.Read(ref _processorTicks));

    /// <summary>What the carrier's thread allocated.</summary>
    public long AllocatedBytes => Volatile.Read(ref _allocatedBytes);

    internal void CountFault() => Interlocked.Increment(ref _faults);

    internal void CountTurn() => Volatile.Write(ref _turns, _turns + 1);

    internal void Sample(TimeSpan processorTime, long allocatedBytes)
    {
        Volatile.Write(ref _processorTicks, processorTime.Ticks);
        Volatile.Write(ref _allocatedBytes, allocatedBytes);
    }
}
