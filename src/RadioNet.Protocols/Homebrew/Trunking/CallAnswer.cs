namespace RadioNet.Protocols.Homebrew.Trunking;

/// <summary>
/// A UDT message taken, a private call taken or refused, 27 octets: 5:16 call leg, 21:3 source, 24:3 target.
/// </summary>
public readonly record struct CallAnswer(TrunkingOpcode Opcode, bool FromNetwork, CallLegId CallLeg, RadioId Source, RadioId Target)
{
    /// <summary>Octets of the message.</summary>
    public const int Length = TrunkingMessage.ShortestLength + CallLegId.Length + 6;

    /// <summary>Reads a message; false when it is another, or its length is wrong.</summary>
    public static bool TryRead(in TrunkingMessage source, out CallAnswer answer)
    {
        answer = default;
        bool isAnswer = source.Opcode is TrunkingOpcode.UdtAccept or TrunkingOpcode.PrivateCallAccept or TrunkingOpcode.PrivateCallReject;
        if (!isAnswer || source.Body.Length != Length - TrunkingMessage.ShortestLength) return false;
        answer = new(
            source.Opcode, source.FromNetwork, CallLegId.Read(source.Body), new(Wire.ReadUInt24(source.Body, 16)), new(Wire.ReadUInt24(source.Body, 19)));
        return true;
    }

    /// <summary>Writes the message; returns 27.</summary>
    public int Write(Span<byte> destination)
    {
        var body = TrunkingMessage.WriteHeader(destination, Opcode, FromNetwork);
        CallLeg.Write(body);
        Wire.WriteUInt24(body, 16, Source.Value);
        Wire.WriteUInt24(body, 19, Target.Value);
        return Length;
    }
}
