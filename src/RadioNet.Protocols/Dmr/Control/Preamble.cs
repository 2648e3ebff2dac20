namespace RadioNet.Protocols.Dmr.Control;

/// <summary>
/// Preamble (ETSI TS 102 361-2, clause 7.1.2): announces data or CSBKs, so that radios that scan or sleep stay. Bits 16
/// data follow(1), 17 group(1), 18 reserved(6), 24 blocks to follow(8), 32 target(24), 56 source(24).
/// </summary>
/// <param name="DataFollows">Data follow; else CSBKs.</param>
/// <param name="TargetKind">What the target names.</param>
/// <param name="BlocksToFollow">Bursts still to come, further preambles included.</param>
/// <param name="Target">A 24-bit address.</param>
/// <param name="Source">The sender.</param>
public readonly record struct Preamble(bool DataFollows, AddressKind TargetKind, byte BlocksToFollow, uint Target, RadioId Source)
{
    /// <summary>CSBKO.</summary>
    public const byte Opcode = 0x3D;

    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out Preamble message)
    {
        var block = csbk.Block;
        message = new Preamble(
            block.Has(16),
            block.Has(17) ? AddressKind.Group : AddressKind.Unit,
            (byte)block.Get(24, 8),
            block.Get(32, 24),
            new RadioId(block.Get(56, 24)));
        return csbk.Is(Opcode);
    }

    /// <summary>Makes the block.</summary>
    public Csbk ToCsbk() => new(Csbk.Create(Opcode, FeatureSetId.Standard, 0).Block
        .With(16, DataFollows)
        .With(17, TargetKind == AddressKind.Group)
        .With(24, 8, BlocksToFollow)
        .With(32, 24, Target)
        .With(56, 24, Source.Value));
}
