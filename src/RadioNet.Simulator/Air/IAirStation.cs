namespace RadioNet.Simulator.Air;

/// <summary>
/// Who sends and receives on a virtual air. The air calls it in the order of time, one call at a time; nothing here waits.
/// </summary>
public interface IAirStation
{
    /// <summary>When <see cref="Advance"/> has something to do; <see cref="TimeSpan.MaxValue"/> when never.</summary>
    TimeSpan NextDue { get; }

    /// <summary>Does what is due up to a time.</summary>
    void Advance(TimeSpan now);

    /// <summary>Takes a burst that has just ended on the frequency that it receives on.</summary>
    void OnBurst(in HeardBurst heard);
}
