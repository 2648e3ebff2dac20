namespace RadioNet.Protocols.Dmr.Control;

/// <summary>
/// UU_Ans_Rsp (ETSI TS 102 361-2, clause 7.1.2): the called radio's answer to UU_V_Req. Bits 16 service options(8), 24
/// answer(8), 32 target(24), 56 source(24).
/// </summary>
/// <param name="Options">Service options of the call.</param>
/// <param name="Answer"><see cref="Proceed"/>, <see cref="Deny"/>, or a value that is not known here.</param>
/// <param name="Target">The caller, whom it is for.</param>
/// <param name="Source">The called radio, which answers.</param>
public readonly record struct UnitAnswer(ServiceOptions Options, byte Answer, RadioId Target, RadioId Source)
{
    /// <summary>CSBKO.</summary>
    public const byte Opcode = 0x05;

    /// <summary>The call may proceed.</summary>
    public const byte Proceed = 0x20;

    /// <summary>The call is refused.</summary>
    public const byte Deny = 0x21;

    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out UnitAnswer message)
    {
        var block = csbk.Block;
        message = new UnitAnswer(
            new ServiceOptions((byte)block.Get(16, 8)),
            (byte)block.Get(24, 8),
            new RadioId(block.Get(32, 24)),
            new RadioId(block.Get(56, 24)));
        return csbk.Is(Opcode);
    }

    /// <summary>Makes the block.</summary>
    public Csbk ToCsbk() => new(Csbk.Create(Opcode, FeatureSetId.Standard, 0).Block
        .With(16, 8, Options.Value)
        .With(24, 8, Answer)
        .With(32, 24, Target.Value)
        .With(56, 24, Source.Value));
}
