namespace RadioNet.BaseStation.Ports;

/// <summary>What is to be done with a kept port.</summary>
internal enum PortAction
{
    /// <summary>Open it; then say <see cref="PortEvent.Opened"/> or <see cref="PortEvent.Refused"/>.</summary>
    Open,

    /// <summary>Read it until it is <see cref="PortEvent.Lost"/>.</summary>
    Use,

    /// <summary>Wait for <see cref="PortLife.UntilDue"/>; then say <see cref="PortEvent.Due"/>.</summary>
    Wait,

    /// <summary>Nothing any more.</summary>
    End,
}
