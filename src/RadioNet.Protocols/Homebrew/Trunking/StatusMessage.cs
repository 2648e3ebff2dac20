namespace RadioNet.Protocols.Homebrew.Trunking;

/// <summary>A status, 28 octets: 5:16 call leg, 21:1 group (bit 7) and status (7 bits), 22:3 source, 25:3 target.</summary>
public readonly record struct StatusMessage(
    bool FromNetwork, CallLegId CallLeg, AddressKind TargetKind, byte Status, RadioId Source, uint Target)
{
    /// <summary>Octets of the message.</summary>
    public const int Length = TrunkingMessage.ShortestLength + CallLegId.Length + 7;

    private const byte GroupBit = 0x80;

    /// <summary>Reads a message; false when it is another, or its length is wrong.</summary>
    public static bool TryRead(in TrunkingMessage source, out StatusMessage message)
    {
        message = default;
        var body = source.Body;
        if (source.Opcode != TrunkingOpcode.Status || body.Length != Length - TrunkingMessage.ShortestLength) return false;
        var kind = (body[16] & GroupBit) != 0 ? AddressKind.Group : AddressKind.Unit;
        message = new(
            source.FromNetwork, CallLegId.Read(body), kind, (byte)(body[16] & ~GroupBit), new(Wire.ReadUInt24(body, 17)), Wire.ReadUInt24(body, 20));
        return true;
    }

    /// <summary>Writes the message; returns 28.</summary>
    public int Write(Span<byte> destination)
    {
        var body = TrunkingMessage.WriteHeader(destination, TrunkingOpcode.Status, FromNetwork);
        CallLeg.Write(body);
        body[16] = (byte)((Status & ~GroupBit) | (TargetKind == AddressKind.Group ? GroupBit : 0));
        Wire.WriteUInt24(body, 17, Source.Value);
        Wire.WriteUInt24(body, 20, Target);
        return Length;
    }
}
