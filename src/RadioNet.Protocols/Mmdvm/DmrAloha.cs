using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// DMR_ALOHA: 3:33 a whole CSBK burst with C_ALOHA (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Trunking"),
/// which timeslot 1 sends whenever nothing waits for it. Firmware of 2026 on, with trunking configured. Not acknowledged.
/// </summary>
public static class DmrAloha
{
    /// <summary>Octets of the frame.</summary>
    public const int Length = ModemFrame.HeaderLength + BurstLayout.BurstOctets;

    /// <summary>Reads a frame; false when it is another's or has another length.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="burst">The 264 bits.</param>
    public static bool TryRead(in ModemFrame frame, out ReadOnlySpan<byte> burst)
    {
        bool isRead = frame.Command == ModemCommand.DmrAloha && frame.Payload.Length == BurstLayout.BurstOctets;
        burst = isRead ? frame.Payload : default;
        return isRead;
    }

    /// <summary>Writes the frame and returns its length, 36.</summary>
    /// <param name="destination">At least that many octets.</param>
    /// <param name="burst">33 octets.</param>
    public static int Write(Span<byte> destination, ReadOnlySpan<byte> burst)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(burst.Length, BurstLayout.BurstOctets);
        return ModemFrame.Write(destination, ModemCommand.DmrAloha, burst);
    }
}
