namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// SET_MODE: 3:1 state (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "States"). Answered with ACK, also when
/// nothing changes, or NAK.
/// </summary>
/// <param name="State">The state to be in.</param>
public readonly record struct SetMode(ModemState State)
{
    /// <summary>Octets of the frame.</summary>
    public const int Length = 4;

    /// <summary>Reads a frame; false when it is another's or has another length.</summary>
    public static bool TryRead(in ModemFrame frame, out SetMode message)
    {
        bool isRead = OneOctet.TryRead(frame, ModemCommand.SetMode, out byte octet);
        message = new((ModemState)octet);
        return isRead;
    }

    /// <summary>Writes the frame and returns its length, 4.</summary>
    public int Write(Span<byte> destination) => OneOctet.Write(destination, ModemCommand.SetMode, (byte)State);
}
