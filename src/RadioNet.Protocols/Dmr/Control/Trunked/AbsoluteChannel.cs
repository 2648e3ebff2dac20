using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>
/// The continuation block that gives a channel by its frequencies (ETSI TS 102 361-4, clause 7.2): bits 0 last block(1), 1
/// protect flag(1), 2 CSBKO(6), 12 colour code(4), 16 definition type(4) = 0, 22 channel(12), then transmit and receive
/// frequency, each MHz(10) and steps of 125 Hz(13). Its CRC has no mask and does not cover the header.
/// </summary>
/// <param name="Opcode">That of the header.</param>
/// <param name="ColorCode">The channel's colour code.</param>
/// <param name="Channel">The number that the frequencies belong to.</param>
/// <param name="MobileTransmit">What a radio transmits on, in Hz, a multiple of 125 below 1,024 MHz.</param>
/// <param name="MobileReceive">What a radio receives on, in Hz, a multiple of 125 below 1,024 MHz.</param>
public readonly record struct AbsoluteChannel(
    byte Opcode, ColorCode ColorCode, LogicalChannel Channel, uint MobileTransmit, uint MobileReceive)
{
    private const uint Megahertz = 1_000_000;
    private const uint Step = 125;

    /// <summary>Reads the 12 octets of the one continuation block.</summary>
    /// <returns>False when size or CRC is wrong, a step is beyond its MHz, or it is no last block of definition type 0.</returns>
    public static bool TryRead(ReadOnlySpan<byte> pdu, out AbsoluteChannel message)
    {
        message = default;
        if (!InfoBlock.TryRead(pdu, CrcMask.LastBlock, out var block) || !block.Has(0) || block.Has(1) || block.Get(16, 4) != 0)
            return false;
        if (block.Get(44, 13) >= Megahertz / Step || block.Get(67, 13) >= Megahertz / Step)
            return false;
        message = new AbsoluteChannel(
            (byte)block.Get(2, 6),
            new ColorCode((byte)block.Get(12, 4)),
            new LogicalChannel((ushort)block.Get(22, 12)),
            block.Get(34, 10) * Megahertz + block.Get(44, 13) * Step,
            block.Get(57, 10) * Megahertz + block.Get(67, 13) * Step);
        return true;
    }

    /// <summary>Writes 12 octets.</summary>
    public void Write(Span<byte> pdu) => ToBlock().Write(pdu, CrcMask.LastBlock);

    /// <summary>Writes all 264 bits of a burst.</summary>
    public void WriteBurst(Span<byte> burst, ColorCode colorCode, SyncPattern sync = SyncPattern.BaseStationData) =>
        ToBlock().WriteBurst(burst, CrcMask.LastBlock, new SlotType(colorCode, DataType.MultiBlockContinuation), sync);

    private InfoBlock ToBlock() => default(InfoBlock)
        .With(0, true)
        .With(2, 6, Opcode)
        .With(12, 4, ColorCode.Value)
        .With(22, 12, Channel.Number)
        .With(34, 10, MobileTransmit / Megahertz)
        .With(44, 13, MobileTransmit % Megahertz / Step)
        .With(57, 10, MobileReceive / Megahertz)
        .With(67, 13, MobileReceive % Megahertz / Step);
}
