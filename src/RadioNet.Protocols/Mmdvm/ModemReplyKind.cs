namespace RadioNet.Protocols.Mmdvm;

/// <summary>What a command from the host is answered with when all is well; a NAK may come instead of each.</summary>
public enum ModemReplyKind : byte
{
    /// <summary>Nothing: only a NAK tells that it went wrong.</summary>
    None,

    /// <summary>An ACK that names it.</summary>
    Acknowledgement,

    /// <summary>A frame with the same command.</summary>
    Data,
}
