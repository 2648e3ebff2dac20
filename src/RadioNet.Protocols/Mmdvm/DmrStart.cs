namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// DMR_START: 3:1 1 on, 0 off (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "DMR"). Switches the duplex
/// transmitter; both timeslots send idle bursts until there is something else. Not acknowledged; refused in every state but DMR.
/// </summary>
/// <param name="IsOn">Whether to transmit.</param>
public readonly record struct DmrStart(bool IsOn)
{
    /// <summary>Octets of the frame.</summary>
    public const int Length = 4;

    /// <summary>Reads a frame; false when it is another's, has another length, or says neither on nor off.</summary>
    public static bool TryRead(in ModemFrame frame, out DmrStart message)
    {
        bool isRead = OneOctet.TryRead(frame, ModemCommand.DmrStart, out byte octet) && octet <= 1;
        message = new(octet == 1);
        return isRead;
    }

    /// <summary>Writes the frame and returns its length, 4.</summary>
    public int Write(Span<byte> destination) => OneOctet.Write(destination, ModemCommand.DmrStart, IsOn ? (byte)1 : (byte)0);
}
