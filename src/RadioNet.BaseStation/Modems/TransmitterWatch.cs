namespace RadioNet.BaseStation.Modems;

/// <summary>
/// Holds what a duplex modem's status says of its transmitter against what it was told. To tell it again is the repeater's.
/// </summary>
internal sealed class TransmitterWatch
{
    /// <summary>Two seconds' statuses.</summary>
    private const int ContraryWhenAlarming = 8;

    private int _contrary;
    private bool _wasOn;

    /// <summary>Whether it was told to be on.</summary>
    public bool IsWanted { get; private set; }

    /// <summary>It is told something, perhaps once more.</summary>
    public void Want(bool on)
    {
        if (IsWanted == on) return;
        (IsWanted, _contrary, _wasOn) = (on, 0, false);
    }

    /// <summary>Takes a status.</summary>
    public TransmitterSight See(bool on)
    {
        if (on == IsWanted)
        {
            (_contrary, _wasOn) = (0, on);
            return TransmitterSight.Obeys;
        }

        if (_wasOn) return TransmitterSight.IsOff;
        if (_contrary < ContraryWhenAlarming) _contrary++;
        return _contrary < ContraryWhenAlarming ? TransmitterSight.Unsettled : TransmitterSight.Disobeys;
    }

    /// <summary>It is off: the modem begins anew.</summary>
    public void Clear() => (IsWanted, _contrary, _wasOn) = (false, 0, false);
}
