namespace RadioNet.BaseStation.Ports;

/// <summary>What a kept port is doing.</summary>
public enum PortState
{
    /// <summary>Not started, or stopped for good.</summary>
    Stopped,

    /// <summary>It is being opened.</summary>
    Opening,

    /// <summary>It is open.</summary>
    Open,

    /// <summary>It could not be opened, or was lost, and will be tried again.</summary>
    Waiting,
}
