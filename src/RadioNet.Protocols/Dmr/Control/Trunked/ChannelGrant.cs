namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>
/// A channel grant (ETSI TS 102 361-4, clause 7.1.1): bits 16 channel(12), 28 timeslot(1), 29 late entry or high rate(1), 30
/// emergency(1), 31 offset timing or call direction(1), 32 target(24), 56 source(24).
/// </summary>
/// <param name="Opcode">Which grant: 0x30 to 0x38.</param>
/// <param name="Channel">Where the call is.</param>
/// <param name="Slot">The timeslot there.</param>
/// <param name="LateEntryOrHighRate">Talkgroup voice: for radios that come late. Data: both timeslots. Else reserved.</param>
/// <param name="IsEmergency">An emergency call.</param>
/// <param name="OffsetOrDirection">Offset timing; in a duplex grant: the target is the calling party.</param>
/// <param name="Target">A 24-bit address.</param>
/// <param name="Source">Who calls.</param>
public readonly record struct ChannelGrant(
    TrunkedOpcode Opcode,
    LogicalChannel Channel,
    Timeslot Slot,
    bool LateEntryOrHighRate,
    bool IsEmergency,
    bool OffsetOrDirection,
    uint Target,
    RadioId Source)
{
    /// <summary>Reads the message, which came from a base station.</summary>
    public static bool TryRead(in Csbk csbk, out ChannelGrant message)
    {
        var block = csbk.Block;
        message = new ChannelGrant(
            (TrunkedOpcode)csbk.Opcode,
            new LogicalChannel((ushort)block.Get(16, 12)),
            block.Has(28) ? Timeslot.Two : Timeslot.One,
            block.Has(29),
            block.Has(30),
            block.Has(31),
            block.Get(32, 24),
            new RadioId(block.Get(56, 24)));
        return message.Opcode is >= TrunkedOpcode.UnitVoiceGrant and <= TrunkedOpcode.GroupDataGrantMultiItem && csbk.Is(csbk.Opcode);
    }

    /// <summary>Makes the block; one with an absolute channel begins a multi block message.</summary>
    public Csbk ToCsbk() => new(Csbk.Create((byte)Opcode, FeatureSetId.Standard, 0, isLast: Channel != LogicalChannel.Absolute).Block
        .With(16, 12, Channel.Number)
        .With(28, Slot == Timeslot.Two)
        .With(29, LateEntryOrHighRate)
        .With(30, IsEmergency)
        .With(31, OffsetOrDirection)
        .With(32, 24, Target)
        .With(56, 24, Source.Value));
}
