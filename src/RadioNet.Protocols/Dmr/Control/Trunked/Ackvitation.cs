namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>
/// C_ACKVIT (ETSI TS 102 361-4, clause 7.1.1): a radio challenges the network. Bits 16 service options mirror(7), 23 service
/// kind flag(1), 26 appended blocks(2), 28 service kind(4), 32 random number(24), 56 source(24).
/// </summary>
/// <param name="OptionsMirror">The options of the C_AHOY that it answers, 7 bits.</param>
/// <param name="Flag">Goes by the kind.</param>
/// <param name="AppendedBlocks">2 bits.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Challenge">The radio's random number, 24 bits.</param>
/// <param name="Source">The radio.</param>
public readonly record struct Ackvitation(
    byte OptionsMirror, bool Flag, byte AppendedBlocks, ServiceKind Kind, uint Challenge, RadioId Source)
{
    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out Ackvitation message)
    {
        var block = csbk.Block;
        message = new Ackvitation(
            (byte)block.Get(16, 7),
            block.Has(23),
            (byte)block.Get(26, 2),
            (ServiceKind)block.Get(28, 4),
            block.Get(32, 24),
            new RadioId(block.Get(56, 24)));
        return csbk.Is((byte)TrunkedOpcode.Ackvitation);
    }

    /// <summary>Makes the block.</summary>
    public Csbk ToCsbk() => new(Csbk.Create((byte)TrunkedOpcode.Ackvitation, FeatureSetId.Standard, 0).Block
        .With(16, 7, OptionsMirror)
        .With(23, Flag)
        .With(26, 2, AppendedBlocks)
        .With(28, 4, (byte)Kind)
        .With(32, 24, Challenge)
        .With(56, 24, Source.Value));
}
