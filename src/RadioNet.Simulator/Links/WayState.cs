namespace RadioNet.Simulator.Links;

/// <summary>How a <see cref="LinkWay"/> is now; may be changed at any time, from any thread.</summary>
public sealed class WayState
{
    private long _delayTicks;
    private double _loss;
    private volatile bool _isOpen = true;

    /// <summary>How long what passes takes, one way.</summary>
    public TimeSpan Delay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _delayTicks));
        set => Interlocked.Exchange(ref _delayTicks, value.Ticks);
    }

    /// <summary>How many of all voice datagrams are lost, 0 to 1.</summary>
    public double Loss
    {
        get => Volatile.Read(ref _loss);
        set => Volatile.Write(ref _loss, value);
    }

    /// <summary>Whether anything passes.</summary>
    public bool IsOpen
    {
        get => _isOpen;
        set => _isOpen = value;
    }
}
