namespace RadioNet.Voice.Routing;

/// <summary>Why a stream that came in is over.</summary>
public enum StreamEnd : byte
{
    /// <summary>A terminator with LC came.</summary>
    Terminator,

    /// <summary>No burst came for the inactivity time: the terminator was lost.</summary>
    Inactive,

    /// <summary>Another stream began on the same timeslot of the same port.</summary>
    Replaced,

    /// <summary>The port was closed.</summary>
    PortClosed,
}
