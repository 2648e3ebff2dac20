namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>
/// C_RAND (ETSI TS 102 361-4, clause 7.1.1): a radio's request. Bits 16 service options(7), 23 proxy(1), 24 supplementary
/// blocks(2), 26 short data blocks(2), 28 service kind(4), 32 target or gateway(24), 56 source(24).
/// </summary>
/// <param name="Options">7 bits, whose meaning goes by the kind; of voice the top one is emergency.</param>
/// <param name="Proxy">Towards a gateway: more than 20 digits follow.</param>
/// <param name="SupplementaryBlocks">Blocks of supplementary data, less one, 2 bits.</param>
/// <param name="ShortDataBlocks">Blocks of short data, less one, 2 bits.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Target">A 24-bit address.</param>
/// <param name="Source">Who asks.</param>
public readonly record struct RandomAccessRequest(
    byte Options, bool Proxy, byte SupplementaryBlocks, byte ShortDataBlocks, ServiceKind Kind, uint Target, RadioId Source)
{
    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out RandomAccessRequest message)
    {
        var block = csbk.Block;
        message = new RandomAccessRequest(
            (byte)block.Get(16, 7),
            block.Has(23),
            (byte)block.Get(24, 2),
            (byte)block.Get(26, 2),
            (ServiceKind)block.Get(28, 4),
            block.Get(32, 24),
            new RadioId(block.Get(56, 24)));
        return csbk.Is((byte)TrunkedOpcode.RandomAccess);
    }

    /// <summary>Makes the block.</summary>
    public Csbk ToCsbk() => new(Csbk.Create((byte)TrunkedOpcode.RandomAccess, FeatureSetId.Standard, 0).Block
        .With(16, 7, Options)
        .With(23, Proxy)
        .With(24, 2, SupplementaryBlocks)
        .With(26, 2, ShortDataBlocks)
        .With(28, 4, (byte)Kind)
        .With(32, 24, Target)
        .With(56, 24, Source.Value));
}
