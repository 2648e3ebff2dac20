namespace RadioNet.Protocols.Homebrew.OpenBridge;

/// <summary>What a DMRE says about a burst's beginning.</summary>
public readonly record struct BridgeOrigin
{
    /// <summary>When the first server sent it, in nanoseconds of the Unix epoch.</summary>
    public ulong UnixNanoseconds { get; init; }

    /// <summary>The server that it came from first.</summary>
    public uint Server { get; init; }

    /// <summary>The repeater that it came from first; null writes version 4.</summary>
    public RepeaterId? Repeater { get; init; }

    /// <summary>How many servers have passed it on.</summary>
    public byte Hops { get; init; }

    /// <summary>Errored bits of 141.</summary>
    public byte BitErrors { get; init; }

    /// <summary>Signal strength in dBm, −1 to −255; 0 unknown.</summary>
    public int Rssi { get; init; }
}
