namespace RadioNet.Protocols.Mmdvm;

/// <summary>Which way a frame goes; a command byte means different things in each.</summary>
public enum FrameDirection : byte
{
    /// <summary>From the host (the controller) to the modem.</summary>
    ToModem,

    /// <summary>From the modem to the host.</summary>
    ToHost,
}
