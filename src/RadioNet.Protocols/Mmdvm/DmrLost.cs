namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// DMR_LOST1 and DMR_LOST2, from the modem, no payload: a timeslot's signal is gone, 13 bursts after its last sync (MMDVM modem
/// protocol, firmware-interfaces/mmdvm-modem, section "DMR").
/// </summary>
/// <param name="Slot">The timeslot, 1 or 2.</param>
public readonly record struct DmrLost(Timeslot Slot)
{
    /// <summary>Octets of the frame.</summary>
    public const int Length = 3;

    /// <summary>Reads a frame; false when it is another's.</summary>
    public static bool TryRead(in ModemFrame frame, out DmrLost lost)
    {
        lost = frame.Command switch
        {
            ModemCommand.DmrLost1 => new(Timeslot.One),
            ModemCommand.DmrLost2 => new(Timeslot.Two),
            _ => default,
        };
        return lost.Slot != Timeslot.None && frame.Payload.IsEmpty;
    }

    /// <summary>Writes the frame and returns its length, 3.</summary>
    public int Write(Span<byte> destination) =>
        ModemFrame.Write(destination, Slot == Timeslot.Two ? ModemCommand.DmrLost2 : ModemCommand.DmrLost1);
}
