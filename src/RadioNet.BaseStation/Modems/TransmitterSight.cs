namespace RadioNet.BaseStation.Modems;

/// <summary>What a status says about a transmitter that was told something.</summary>
internal enum TransmitterSight
{
    /// <summary>It obeys.</summary>
    Obeys,

    /// <summary>It does not, and may not have had the time to.</summary>
    Unsettled,

    /// <summary>It was on, and is off by itself: the modem has restarted, or its watchdog has bitten, or the status is garbled.</summary>
    IsOff,

    /// <summary>It has not obeyed for two seconds.</summary>
    Disobeys,
}
