namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>
/// P_MAINT (ETSI TS 102 361-4, clause 7.1.1): a radio asks to end its call. Bits 28 kind(3), 32 target(24), 56 source(24).
/// </summary>
/// <param name="Kind">0 disconnect.</param>
/// <param name="Target">A 24-bit address.</param>
/// <param name="Source">The radio.</param>
public readonly record struct Maintenance(byte Kind, uint Target, RadioId Source)
{
    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out Maintenance message)
    {
        message = new Maintenance((byte)csbk.Block.Get(28, 3), csbk.Block.Get(32, 24), new RadioId(csbk.Block.Get(56, 24)));
        return csbk.Is((byte)TrunkedOpcode.Maintenance);
    }

    /// <summary>Makes the block.</summary>
    public Csbk ToCsbk() => new(Csbk.Create((byte)TrunkedOpcode.Maintenance, FeatureSetId.Standard, 0).Block
        .With(28, 3, Kind)
        .With(32, 24, Target)
        .With(56, 24, Source.Value));
}
