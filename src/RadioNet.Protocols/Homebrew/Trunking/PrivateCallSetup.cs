namespace RadioNet.Protocols.Homebrew.Trunking;

/// <summary>
/// A private call is asked for, 28 octets: 5:16 call leg, 21:1 service options (ETSI TS 102 361-2, clause 7.2.1), 22:3 source,
/// 25:3 target.
/// </summary>
public readonly record struct PrivateCallSetup(bool FromNetwork, CallLegId CallLeg, byte ServiceOptions, RadioId Source, RadioId Target)
{
    /// <summary>Octets of the message.</summary>
    public const int Length = TrunkingMessage.ShortestLength + CallLegId.Length + 7;

    /// <summary>Reads a message; false when it is another, or its length is wrong.</summary>
    public static bool TryRead(in TrunkingMessage source, out PrivateCallSetup setup)
    {
        setup = default;
        var body = source.Body;
        if (source.Opcode != TrunkingOpcode.PrivateCallSetup || body.Length != Length - TrunkingMessage.ShortestLength) return false;
        setup = new(source.FromNetwork, CallLegId.Read(body), body[16], new(Wire.ReadUInt24(body, 17)), new(Wire.ReadUInt24(body, 20)));
        return true;
    }

    /// <summary>Writes the message; returns 28.</summary>
    public int Write(Span<byte> destination)
    {
        var body = TrunkingMessage.WriteHeader(destination, TrunkingOpcode.PrivateCallSetup, FromNetwork);
        CallLeg.Write(body);
        body[16] = ServiceOptions;
        Wire.WriteUInt24(body, 17, Source.Value);
        Wire.WriteUInt24(body, 20, Target.Value);
        return Length;
    }
}
