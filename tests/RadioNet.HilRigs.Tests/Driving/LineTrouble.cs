namespace RadioNet.HilRigs.Tests.Driving;

/// <summary>What a scenario does to the octets between host and modem. For any thread.</summary>
/// <param name="sparesOrders">
/// Whether frames that tune, configure or key the modem go unspoilt: of a real one, whose transmitter a wrong bit may switch on.
/// </param>
internal sealed class LineTrouble(bool sparesOrders)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(1);
    private double _flips;
    private long _flipped;
    private volatile bool _isSilent;

    /// <summary>Whether frames that tune, configure or key go unspoilt.</summary>
    public bool SparesOrders { get; } = sparesOrders;

    /// <summary>Whether nothing gets through, either way.</summary>
    public bool IsSilent
    {
        get => _isSilent;
        set => _isSilent = value;
    }

    /// <summary>The chance that an octet comes as another.</summary>
    public double Flips
    {
        set
        {
            using var scope = _gate.EnterScope();
            _flips = value;
        }
    }

    /// <summary>Octets that came as others.</summary>
    public long Flipped => Interlocked.Read(ref _flipped);

    /// <summary>Spoils octets in place.</summary>
    public void Spoil(Span<byte> octets)
    {
        using var scope = _gate.EnterScope();
        if (_flips <= 0) return;
        for (int i = 0; i < octets.Length; i++)
        {
            if (_random.NextDouble() >= _flips) continue;
            octets[i] ^= (byte)_random.Next(1, 256);
            Interlocked.Increment(ref _flipped);
        }
    }
}
