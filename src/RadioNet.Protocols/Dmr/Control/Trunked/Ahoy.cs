namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>
/// C_AHOY (ETSI TS 102 361-4, clause 7.1.1): the site asks a radio to answer. Bits 16 service options mirror(7), 23 service
/// kind flag(1), 24 ambient listening(1), 25 group(1), 26 appended blocks or status(2), 28 service kind(4), 32 target(24), 56
/// source or gateway(24).
/// </summary>
/// <param name="OptionsMirror">The options of the C_RAND that it answers; 0 unasked. 7 bits.</param>
/// <param name="Flag">Goes by the kind.</param>
/// <param name="AmbientListening">Ambient listening.</param>
/// <param name="TargetKind">What the target names.</param>
/// <param name="AppendedBlocks">Blocks that the radio is to send, less one, 2 bits.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Target">A 24-bit address.</param>
/// <param name="Source">A 24-bit address; in an authentication the random number.</param>
public readonly record struct Ahoy(
    byte OptionsMirror,
    bool Flag,
    bool AmbientListening,
    AddressKind TargetKind,
    byte AppendedBlocks,
    ServiceKind Kind,
    uint Target,
    uint Source)
{
    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out Ahoy message)
    {
        var block = csbk.Block;
        message = new Ahoy(
            (byte)block.Get(16, 7),
            block.Has(23),
            block.Has(24),
            block.Has(25) ? AddressKind.Group : AddressKind.Unit,
            (byte)block.Get(26, 2),
            (ServiceKind)block.Get(28, 4),
            block.Get(32, 24),
            block.Get(56, 24));
        return csbk.Is((byte)TrunkedOpcode.Ahoy);
    }

    /// <summary>Makes the block.</summary>
    public Csbk ToCsbk() => new(Csbk.Create((byte)TrunkedOpcode.Ahoy, FeatureSetId.Standard, 0).Block
        .With(16, 7, OptionsMirror)
        .With(23, Flag)
        .With(24, AmbientListening)
        .With(25, TargetKind == AddressKind.Group)
        .With(26, 2, AppendedBlocks)
        .With(28, 4, (byte)Kind)
        .With(32, 24, Target)
        .With(56, 24, Source));
}
