namespace RadioNet.BaseStation.Ports;

/// <summary>Why a port can't be opened, or is open no more.</summary>
public enum PortFaultKind
{
    /// <summary>There is no such device or host.</summary>
    NotFound,

    /// <summary>More than one device answers to the address.</summary>
    Ambiguous,

    /// <summary>The user may not open it.</summary>
    NoPermission,

    /// <summary>Another program has it, or another carrier of this one.</summary>
    InUse,

    /// <summary>What is there is no serial port.</summary>
    NotAPort,

    /// <summary>The port, or this system, can't do what the address asks for.</summary>
    Unsupported,

    /// <summary>The other side doesn't answer, or refuses.</summary>
    Unreachable,

    /// <summary>It was open, and is gone: unplugged, hung up, disconnected.</summary>
    Lost,

    /// <summary>This side closed it.</summary>
    Closed,

    /// <summary>The system reported something else; the text has its words.</summary>
    Failed,
}
