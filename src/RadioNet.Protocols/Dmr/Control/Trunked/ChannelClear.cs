namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>
/// P_CLEAR (ETSI TS 102 361-4, clause 7.1.1): ends a call on a payload channel. Bits 16 channel to go to(12), 31 group(1), 32
/// target(24), 56 source(24).
/// </summary>
/// <param name="Channel">Where radios go; none is the control channel that they confirmed last.</param>
/// <param name="TargetKind">What the target names.</param>
/// <param name="Target">A 24-bit address.</param>
/// <param name="Source">A 24-bit address.</param>
public readonly record struct ChannelClear(LogicalChannel Channel, AddressKind TargetKind, uint Target, RadioId Source)
{
    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out ChannelClear message)
    {
        var block = csbk.Block;
        message = new ChannelClear(
            new LogicalChannel((ushort)block.Get(16, 12)),
            block.Has(31) ? AddressKind.Group : AddressKind.Unit,
            block.Get(32, 24),
            new RadioId(block.Get(56, 24)));
        return csbk.Is((byte)TrunkedOpcode.Clear);
    }

    /// <summary>Makes the block; one with an absolute channel begins a multi block message.</summary>
    public Csbk ToCsbk() => new(Csbk
        .Create((byte)TrunkedOpcode.Clear, FeatureSetId.Standard, 0, isLast: Channel != LogicalChannel.Absolute).Block
        .With(16, 12, Channel.Number)
        .With(31, TargetKind == AddressKind.Group)
        .With(32, 24, Target)
        .With(56, 24, Source.Value));
}
