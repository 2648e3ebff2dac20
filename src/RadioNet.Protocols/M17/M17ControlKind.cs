namespace RadioNet.Protocols.M17;

/// <summary>What a client and a reflector say to each other beside streams.</summary>
public enum M17ControlKind : byte
{
    /// <summary>CONN: the client wants to talk and hear at a module.</summary>
    Connect,

    /// <summary>LSTN: the client wants to hear a module alone.</summary>
    Listen,

    /// <summary>ACKN: it may.</summary>
    Acknowledgement,

    /// <summary>NACK: it may not, or not any longer.</summary>
    Refusal,

    /// <summary>PING: the reflector is there, and asks.</summary>
    Ping,

    /// <summary>PONG: the client is there.</summary>
    Pong,

    /// <summary>DISC with a callsign: the link ends.</summary>
    Disconnect,

    /// <summary>DISC alone: the link has ended.</summary>
    Disconnected,
}
