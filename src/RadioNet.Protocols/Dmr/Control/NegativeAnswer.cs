namespace RadioNet.Protocols.Dmr.Control;

/// <summary>
/// NACK_Rsp (ETSI TS 102 361-2, clause 7.1.2): a request is refused. Bits 16 additional information(1), 17 source type(1),
/// 18 service type(6), 24 reason(8), 32 source(24), 56 target(24): here the source comes first.
/// </summary>
/// <param name="HasSource">Additional information: the source address is valid.</param>
/// <param name="IsFromMobile">Source type: a radio refuses; else a base station.</param>
/// <param name="ServiceType">The CSBKO that is refused, 6 bits.</param>
/// <param name="Reason">0x21: not supported; others as ETSI TS 102 361-2, table 7.8, has them.</param>
/// <param name="Source">Who refuses.</param>
/// <param name="Target">Who had asked.</param>
public readonly record struct NegativeAnswer(
    bool HasSource, bool IsFromMobile, byte ServiceType, byte Reason, RadioId Source, RadioId Target)
{
    /// <summary>CSBKO.</summary>
    public const byte Opcode = 0x26;

    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out NegativeAnswer message)
    {
        var block = csbk.Block;
        message = new NegativeAnswer(
            block.Has(16),
            block.Has(17),
            (byte)block.Get(18, 6),
            (byte)block.Get(24, 8),
            new RadioId(block.Get(32, 24)),
            new RadioId(block.Get(56, 24)));
        return csbk.Is(Opcode);
    }

    /// <summary>Makes the block.</summary>
    public Csbk ToCsbk() => new(Csbk.Create(Opcode, FeatureSetId.Standard, 0).Block
        .With(16, HasSource)
        .With(17, IsFromMobile)
        .With(18, 6, ServiceType)
        .With(24, 8, Reason)
        .With(32, 24, Source.Value)
        .With(56, 24, Target.Value));
}
