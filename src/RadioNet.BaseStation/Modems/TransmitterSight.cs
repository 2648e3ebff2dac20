namespace RadioNet.BaseStation.Modems;

/// <summary>What a status says about a transmitter that was told something.</summary>
internal enum TransmitterSight
{
    /// <summary>It obeys, or has not had the time to.</summary>
    Obeys,

    /// <summary>It was on, and went off by itself: the modem has restarted, or its watchdog has bitten.</summary>
    WentOff,

    /// <summary>It has not obeyed for two seconds.</summary>
    Disobeys,

    /// <summary>It obeys again.</summary>
    ObeysAgain,
}
