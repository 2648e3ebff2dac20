namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// DMR_ABORT: 3:1 timeslot, 1 or 2 (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "DMR"). The timeslot sends
/// idle bursts for <see cref="ModemTimers.DmrAbort"/>; what waits for it is thrown away if a burst for it is written before the
/// first of them goes out, 60 ms later at most. Not acknowledged.
/// </summary>
/// <param name="Slot">The timeslot.</param>
public readonly record struct DmrAbort(Timeslot Slot)
{
    /// <summary>Octets of the frame.</summary>
    public const int Length = 4;

    /// <summary>Reads a frame; false when it is another's, has another length, or names no timeslot.</summary>
    public static bool TryRead(in ModemFrame frame, out DmrAbort message)
    {
        bool isRead = OneOctet.TryRead(frame, ModemCommand.DmrAbort, out byte octet) && octet is 1 or 2;
        message = isRead ? new((Timeslot)octet) : default;
        return isRead;
    }

    /// <summary>Writes the frame and returns its length, 4; what is not <see cref="Timeslot.Two"/> is written as timeslot 1.</summary>
    public int Write(Span<byte> destination) =>
        OneOctet.Write(destination, ModemCommand.DmrAbort, (byte)(Slot == Timeslot.Two ? Timeslot.Two : Timeslot.One));
}
