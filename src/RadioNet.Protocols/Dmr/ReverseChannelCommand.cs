namespace RadioNet.Protocols.Dmr;

/// <summary>What a reverse channel tells the radio that transmits, 4 bits (ETSI TS 102 361-4); others are reserved.</summary>
public enum ReverseChannelCommand : byte
{
    /// <summary>One step more power.</summary>
    PowerUp = 0,

    /// <summary>One step less power.</summary>
    PowerDown = 1,

    /// <summary>Highest power.</summary>
    PowerHighest = 2,

    /// <summary>Lowest power.</summary>
    PowerLowest = 3,

    /// <summary>Cease to transmit, a command.</summary>
    CeaseCommand = 4,

    /// <summary>Cease to transmit, a request.</summary>
    CeaseRequest = 5,
}
