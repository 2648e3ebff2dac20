namespace RadioNet.Protocols.Dmr.Control;

/// <summary>
/// BS_Dwn_Act (ETSI TS 102 361-2, clause 7.1.2): a radio wakes a repeater. Bits 16 reserved(16), 32 base station(24), 56
/// source(24). Towards radios the same opcode is TD_GRANT_MI: the direction tells.
/// </summary>
/// <param name="BaseStation">The base station's 24-bit address; 0 from many radios.</param>
/// <param name="Source">The radio.</param>
public readonly record struct BaseStationActivation(uint BaseStation, RadioId Source)
{
    /// <summary>CSBKO.</summary>
    public const byte Opcode = 0x38;

    /// <summary>Reads the message, which came from a radio.</summary>
    public static bool TryRead(in Csbk csbk, out BaseStationActivation message)
    {
        message = new BaseStationActivation(csbk.Block.Get(32, 24), new RadioId(csbk.Block.Get(56, 24)));
        return csbk.Is(Opcode);
    }

    /// <summary>Makes the block.</summary>
    public Csbk ToCsbk() => new(Csbk.Create(Opcode, FeatureSetId.Standard, 0).Block
        .With(32, 24, BaseStation)
        .With(56, 24, Source.Value));
}
