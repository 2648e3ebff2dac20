namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>
/// P_PROTECT (ETSI TS 102 361-4, clause 7.1.1): forbids or allows radios to transmit on a payload channel. Bits 28 kind(3), 31
/// group(1), 32 target(24), 56 source(24).
/// </summary>
/// <param name="Kind">0 transmitting forbidden, 1 allowed, 2 illegally parked radios go, 3 allowed to one radio.</param>
/// <param name="TargetKind">What the target names.</param>
/// <param name="Target">A 24-bit address.</param>
/// <param name="Source">A 24-bit address.</param>
public readonly record struct Protect(byte Kind, AddressKind TargetKind, uint Target, RadioId Source)
{
    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out Protect message)
    {
        var block = csbk.Block;
        message = new Protect(
            (byte)block.Get(28, 3),
            block.Has(31) ? AddressKind.Group : AddressKind.Unit,
            block.Get(32, 24),
            new RadioId(block.Get(56, 24)));
        return csbk.Is((byte)TrunkedOpcode.Protect);
    }

    /// <summary>Makes the block.</summary>
    public Csbk ToCsbk() => new(Csbk.Create((byte)TrunkedOpcode.Protect, FeatureSetId.Standard, 0).Block
        .With(28, 3, Kind)
        .With(31, TargetKind == AddressKind.Group)
        .With(32, 24, Target)
        .With(56, 24, Source.Value));
}
