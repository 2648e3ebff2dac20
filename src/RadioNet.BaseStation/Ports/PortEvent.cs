namespace RadioNet.BaseStation.Ports;

/// <summary>What happens to a kept port.</summary>
internal enum PortEvent
{
    /// <summary>Keep it open from now on.</summary>
    Start,

    /// <summary>It was opened.</summary>
    Opened,

    /// <summary>It can't be opened.</summary>
    Refused,

    /// <summary>It was open and is lost, or is to be opened anew.</summary>
    Lost,

    /// <summary>The wait is over.</summary>
    Due,

    /// <summary>Close it, for good.</summary>
    Stop,
}
