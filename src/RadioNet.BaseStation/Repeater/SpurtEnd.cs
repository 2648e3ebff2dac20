namespace RadioNet.BaseStation.Repeater;

/// <summary>Why a radio's spurt, or a stream of the network, is over.</summary>
public enum SpurtEnd : byte
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>A terminator came; of data, the last block's time is over.</summary>
    Terminated,

    /// <summary>The modem lost the radio's signal.</summary>
    SignalLost,

    /// <summary>Nothing came for half a second.</summary>
    Silent,

    /// <summary>Another began without a terminator between.</summary>
    Replaced,

    /// <summary>A radio's spurt took the timeslot.</summary>
    Displaced,

    /// <summary>The radio talked longer than it may.</summary>
    TimeOut,

    /// <summary>The node denied or stopped it.</summary>
    Decided,

    /// <summary>The transmitter has sent as much as it may.</summary>
    DutyCycle,

    /// <summary>The link to the node is down.</summary>
    LinkDown,

    /// <summary>The modem is gone.</summary>
    ModemGone,

    /// <summary>The carrier was set up anew.</summary>
    Configured,
}
