using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Air;

/// <summary>
/// Takes down what a transmitter sends and holds it against the standard, on its way to the air. May be read from any thread.
/// It keeps the last bursts, transmissions, faults and carriers; what it counts, it counts for ever.
/// </summary>
public sealed class OnAirLog : IAntenna
{
    /// <summary>Bursts that are kept: two minutes of a duplex carrier.</summary>
    public const int MostBursts = 4096;

    /// <summary>Transmissions, faults and carrier spans that are kept, each.</summary>
    public const int MostKept = 1024;

    private readonly IAntenna? _next;
    private readonly Lock _gate = new();
    private readonly OnAirBurst[] _bursts = new OnAirBurst[MostBursts];
    private readonly Queue<OnAirTransmission> _transmissions = new(MostKept);
    private readonly Queue<OnAirFinding> _faults = new(MostKept);
    private readonly Queue<CarrierSpan> _carriers = new(MostKept);
    private readonly long[] _faultCounts = new long[(int)OnAirFault.UnreadableShortLc + 1];
    private readonly SlotChecker[] _checkers;
    private readonly CachChecker _cachs;
    private long _burstCount;
    private long _transmissionCount;
    private long _wholeCount;
    private TimeSpan _onAir;
    private CarrierSpan _carrier;

    /// <summary>Makes a log before an antenna; null: the bursts end here.</summary>
    public OnAirLog(IAntenna? next = null)
    {
        _next = next;
        _checkers = [.. Enum.GetValues<Timeslot>().Select(slot => new SlotChecker(slot, AddFault, AddTransmission))];
        _cachs = new(AddFault);
    }

    /// <summary>What the carrier carries now.</summary>
    public Emission Emission
    {
        get
        {
            lock (_gate) return _carrier.Emission;
        }
    }

    /// <summary>Bursts sent in all.</summary>
    public long BurstCount
    {
        get
        {
            lock (_gate) return _burstCount;
        }
    }

    /// <summary>The bursts sent last, in order.</summary>
    public IReadOnlyList<OnAirBurst> Bursts
    {
        get
        {
            lock (_gate)
            {
                long first = Math.Max(0, _burstCount - MostBursts);
                return [.. Enumerable.Range(0, (int)(_burstCount - first)).Select(index => _bursts[(first + index) % MostBursts])];
            }
        }
    }

    /// <summary>The voice transmissions that ended last, in order.</summary>
    public IReadOnlyList<OnAirTransmission> Transmissions
    {
        get
        {
            lock (_gate) return [.. _transmissions];
        }
    }

    /// <summary>What was wrong, the last of it, in order.</summary>
    public IReadOnlyList<OnAirFinding> Faults
    {
        get
        {
            lock (_gate) return [.. _faults];
        }
    }

    /// <summary>What the carrier carried, the last of it, in order; the one that runs included.</summary>
    public IReadOnlyList<CarrierSpan> Carriers
    {
        get
        {
            lock (_gate) return _carrier.Emission == Emission.None ? [.. _carriers] : [.. _carriers, _carrier];
        }
    }

    /// <summary>The last short LC that the CACHs carried; null before the first.</summary>
    public ShortLinkControl? ShortLc
    {
        get
        {
            lock (_gate) return _cachs.Last;
        }
    }

    /// <summary>The bursts sent last in one timeslot, in order.</summary>
    public IReadOnlyList<OnAirBurst> BurstsOf(Timeslot slot) => [.. Bursts.Where(burst => burst.Slot == slot)];

    /// <summary>What was counted up to a time.</summary>
    public OnAirCounts Count(TimeSpan now)
    {
        lock (_gate)
        {
            var running = _carrier.Emission == Emission.None || now < _carrier.Start ? TimeSpan.Zero : now - _carrier.Start;
            return new()
            {
                OnAirSeconds = (_onAir + running).TotalSeconds,
                Bursts = _burstCount,
                Transmissions = _transmissionCount,
                WholeTransmissions = _wholeCount,
                Underruns = _faultCounts[(int)OnAirFault.Underrun],
                Faults = _faultCounts.Sum(),
                Cachs = _cachs.Count,
                ShortLcs = _cachs.ShortLcs,
            };
        }
    }

    /// <summary>What the bursts should have from now on.</summary>
    public void Expect(ColorCode? colorCode, bool isTrunked)
    {
        lock (_gate)
        {
            foreach (var checker in _checkers) (checker.ColorCode, checker.IsTrunked) = (colorCode, isTrunked);
        }
    }

    /// <inheritdoc/>
    public void Tune(uint receiveHertz, uint transmitHertz) => _next?.Tune(receiveHertz, transmitHertz);

    /// <inheritdoc/>
    public void Key(Emission emission, TimeSpan at)
    {
        lock (_gate)
        {
            if (emission == _carrier.Emission) return;
            if (_carrier.Emission != Emission.None)
            {
                Keep(_carriers, _carrier with { End = at });
                _onAir += at - _carrier.Start;
            }

            _carrier = new(emission, at, null);
            if (emission == Emission.None)
            {
                foreach (var checker in _checkers) checker.End(at);
                _cachs.End();
            }
        }

        _next?.Key(emission, at);
    }

    /// <inheritdoc/>
    public void Transmit(in AirBurst burst)
    {
        lock (_gate)
        {
            _cachs.Take(burst);
            _bursts[_burstCount % MostBursts] = new(burst, _checkers[(int)burst.Slot].Take(burst));
            _burstCount++;
        }

        _next?.Transmit(burst);
    }

    private static void Keep<T>(Queue<T> kept, T item)
    {
        if (kept.Count == MostKept) kept.Dequeue();
        kept.Enqueue(item);
    }

    private void AddFault(OnAirFinding fault)
    {
        _faultCounts[(int)fault.Fault]++;
        Keep(_faults, fault);
    }

    private void AddTransmission(OnAirTransmission transmission)
    {
        _transmissionCount++;
        if (transmission.IsWhole) _wholeCount++;
        Keep(_transmissions, transmission);
    }
}
