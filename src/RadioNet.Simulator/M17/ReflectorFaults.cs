namespace RadioNet.Simulator.M17;

/// <summary>What goes wrong at a virtual reflector, or on the way from it. May be set from any thread.</summary>
public sealed class ReflectorFaults
{
    private volatile bool _isSilent;
    private volatile bool _refuses;
    private volatile int _lostOf;

    /// <summary>It takes nothing and says nothing, as one that is cut off.</summary>
    public bool IsSilent { get => _isSilent; set => _isSilent = value; }

    /// <summary>It refuses every client that asks.</summary>
    public bool Refuses { get => _refuses; set => _refuses = value; }

    /// <summary>Every how many-th stream packet it loses for each client, but for the first and the last ones; 0 for none.</summary>
    public int LostOf { get => _lostOf; set => _lostOf = value; }
}
