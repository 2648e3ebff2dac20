namespace RadioNet.BaseStation.Repeater;

/// <summary>What a radio wants of the carrier.</summary>
public enum AccessKind : byte
{
    /// <summary>To talk.</summary>
    Voice,

    /// <summary>To send data or control signalling.</summary>
    Data,

    /// <summary>That the transmitter be switched on.</summary>
    WakeUp,
}
