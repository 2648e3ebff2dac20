namespace RadioNet.Protocols.Homebrew.Trunking;

/// <summary>DMRT: 0:4 tag, 4:1 opcode, then what the opcode says, 255 octets at most. Read in place.</summary>
public readonly ref struct TrunkingMessage
{
    /// <summary>Octets at least: tag and opcode.</summary>
    public const int ShortestLength = 5;

    /// <summary>Octets at most.</summary>
    public const int LongestLength = 255;

    private const byte NetworkBit = 0x40;

    private TrunkingMessage(TrunkingOpcode opcode, bool fromNetwork, ReadOnlySpan<byte> body)
    {
        Opcode = opcode;
        FromNetwork = fromNetwork;
        Body = body;
    }

    /// <summary>What is said; values without a name come from the wire too.</summary>
    public TrunkingOpcode Opcode { get; }

    /// <summary>Whether the network says it, to a repeater.</summary>
    public bool FromNetwork { get; }

    /// <summary>What follows the opcode.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Reads a datagram; false when it is no DMRT. The opcode's own type reads the body.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out TrunkingMessage message)
    {
        message = default;
        if (source.Length is < ShortestLength or > LongestLength || !source.StartsWith("DMRT"u8)) return false;
        message = new((TrunkingOpcode)(source[4] & ~NetworkBit), (source[4] & NetworkBit) != 0, source[ShortestLength..]);
        return true;
    }

    /// <summary>Writes a message without a body (the network is up, or down); returns 5.</summary>
    public static int WriteSignal(Span<byte> destination, TrunkingOpcode opcode, bool fromNetwork)
    {
        WriteHeader(destination, opcode, fromNetwork);
        return ShortestLength;
    }

    /// <summary>Writes tag and opcode; returns where the body goes.</summary>
    internal static Span<byte> WriteHeader(Span<byte> destination, TrunkingOpcode opcode, bool fromNetwork)
    {
        "DMRT"u8.CopyTo(destination);
        destination[4] = (byte)((byte)opcode | (fromNetwork ? NetworkBit : 0));
        return destination[ShortestLength..];
    }
}
