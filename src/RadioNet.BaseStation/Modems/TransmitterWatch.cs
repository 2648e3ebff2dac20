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
    private bool _disobeys;

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
            bool again = _disobeys;
            (_contrary, _wasOn, _disobeys) = (0, on, false);
            return again ? TransmitterSight.ObeysAgain : TransmitterSight.Obeys;
        }

        if (_wasOn) return TransmitterSight.IsOff;
        _contrary++;
        if (_contrary != ContraryWhenAlarming || _disobeys) return TransmitterSight.Obeys;
        _disobeys = true;
        return TransmitterSight.Disobeys;
    }

    /// <summary>It is off: the modem begins anew. Whether it disobeyed is remembered.</summary>
    public void Clear() => (IsWanted, _contrary, _wasOn) = (false, 0, false);
}
