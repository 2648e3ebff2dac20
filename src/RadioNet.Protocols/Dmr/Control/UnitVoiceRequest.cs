namespace RadioNet.Protocols.Dmr.Control;

/// <summary>
/// UU_V_Req (ETSI TS 102 361-2, clause 7.1.2): asks whether the called radio is there. Bits 16 service options(8), 24
/// reserved(8), 32 target(24), 56 source(24).
/// </summary>
/// <param name="Options">Service options of the call to come.</param>
/// <param name="Target">The called radio.</param>
/// <param name="Source">The caller.</param>
public readonly record struct UnitVoiceRequest(ServiceOptions Options, RadioId Target, RadioId Source)
{
    /// <summary>CSBKO.</summary>
    public const byte Opcode = 0x04;

    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out UnitVoiceRequest message)
    {
        var block = csbk.Block;
        message = new UnitVoiceRequest(
            new ServiceOptions((byte)block.Get(16, 8)), new RadioId(block.Get(32, 24)), new RadioId(block.Get(56, 24)));
        return csbk.Is(Opcode);
    }

    /// <summary>Makes the block.</summary>
    public Csbk ToCsbk() => new(Csbk.Create(Opcode, FeatureSetId.Standard, 0).Block
        .With(16, 8, Options.Value)
        .With(32, 24, Target.Value)
        .With(56, 24, Source.Value));
}
