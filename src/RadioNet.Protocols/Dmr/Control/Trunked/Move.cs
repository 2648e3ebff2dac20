namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>
/// C_MOVE (ETSI TS 102 361-4, clause 7.1.1): sends radios to another control channel. Bits 25 mask(5), 35 registration(1), 36
/// backoff(4), 44 channel(12), 56 radio(24).
/// </summary>
/// <param name="Mask">Whom it is for, as in C_ALOHA.</param>
/// <param name="RegistrationRequired">As in C_ALOHA.</param>
/// <param name="Backoff">As in C_ALOHA.</param>
/// <param name="Channel">The other control channel.</param>
/// <param name="Radio">The radio that the mask goes by.</param>
public readonly record struct Move(byte Mask, bool RegistrationRequired, byte Backoff, LogicalChannel Channel, RadioId Radio)
{
    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out Move message)
    {
        var block = csbk.Block;
        message = new Move(
            (byte)block.Get(25, 5),
            block.Has(35),
            (byte)block.Get(36, 4),
            new LogicalChannel((ushort)block.Get(44, 12)),
            new RadioId(block.Get(56, 24)));
        return csbk.Is((byte)TrunkedOpcode.Move);
    }

    /// <summary>Makes the block; one with an absolute channel begins a multi block message.</summary>
    public Csbk ToCsbk() => new(Csbk
        .Create((byte)TrunkedOpcode.Move, FeatureSetId.Standard, 0, isLast: Channel != LogicalChannel.Absolute).Block
        .With(25, 5, Mask)
        .With(35, RegistrationRequired)
        .With(36, 4, Backoff)
        .With(44, 12, Channel.Number)
        .With(56, 24, Radio.Value));
}
