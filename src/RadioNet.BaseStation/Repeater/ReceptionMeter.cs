using RadioNet.Protocols.Dmr;

namespace RadioNet.BaseStation.Repeater;

/// <summary>Adds up how a spurt is heard. A mutable value: keep it in a field.</summary>
internal struct ReceptionMeter
{
    private int _bursts;
    private int _lost;
    private int _bitErrors;
    private int _bitsCounted;
    private int _rssis;
    private int _rssiSum;
    private int _rssiLeast;
    private int _rssiMost;

    /// <summary>The last signal strength in dBm; 0 before the first.</summary>
    public int LastRssi { get; private set; }

    public readonly Reception Reception => new(
        _bursts,
        _lost,
        _bitErrors,
        _bitsCounted,
        _rssis == 0 ? null : (int)Math.Round((double)_rssiSum / _rssis),
        _rssis == 0 ? null : _rssiLeast,
        _rssis == 0 ? null : _rssiMost);

    public void AddBurst(int? dbm)
    {
        _bursts++;
        if (dbm is not { } value) return;
        _rssiLeast = _rssis == 0 ? value : Math.Min(_rssiLeast, value);
        _rssiMost = _rssis == 0 ? value : Math.Max(_rssiMost, value);
        _rssis++;
        _rssiSum += value;
        LastRssi = value;
    }

    public void AddLost(int bursts) => _lost += bursts;

    public void AddBitErrors(int errors)
    {
        _bitErrors += errors;
        _bitsCounted += VoiceBurst.ProtectedBits;
    }
}
