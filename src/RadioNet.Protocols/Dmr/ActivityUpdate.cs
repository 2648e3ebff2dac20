using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// Act_Updt, the short link control that says for whom each timeslot is in use (ETSI TS 102 361-2, clause 7.1.3.2): activity
/// of slot 1(4) and 2(4), hashed address of slot 1(8) and 2(8).
/// </summary>
/// <param name="Slot1">What goes on in timeslot 1.</param>
/// <param name="Slot2">What goes on in timeslot 2.</param>
/// <param name="Hash1">The hash of whom slot 1's is for.</param>
/// <param name="Hash2">The hash of whom slot 2's is for.</param>
public readonly record struct ActivityUpdate(SlotActivity Slot1, SlotActivity Slot2, byte Hash1, byte Hash2)
{
    /// <summary>The hash of a 24-bit address: its CRC-8.</summary>
    public static byte HashOf(uint address) => Crc.Crc8(address, 24);

    /// <summary>Reads the message.</summary>
    public static bool TryRead(in ShortLinkControl lc, out ActivityUpdate message)
    {
        message = new ActivityUpdate(
            (SlotActivity)(lc.Data >> 20 & 0xF), (SlotActivity)(lc.Data >> 16 & 0xF), (byte)(lc.Data >> 8), (byte)lc.Data);
        return lc.Opcode == Slco.ActivityUpdate;
    }

    /// <summary>Makes the message.</summary>
    public ShortLinkControl ToShortLinkControl() =>
        new(Slco.ActivityUpdate, ((uint)Slot1 & 0xF) << 20 | ((uint)Slot2 & 0xF) << 16 | (uint)Hash1 << 8 | Hash2);
}
