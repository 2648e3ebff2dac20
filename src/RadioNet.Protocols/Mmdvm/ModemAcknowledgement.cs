namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// ACK, 3:1 the command that was obeyed, and NAK, 4:1 why it was not (MMDVM modem protocol, firmware-interfaces/mmdvm-modem,
/// section "ACK and NAK"). Commands that carry data are never acknowledged; only their NAK comes.
/// </summary>
/// <param name="Command">The command that is answered.</param>
/// <param name="Reason">Why not; null is yes. Values without a name come from the wire too.</param>
public readonly record struct ModemAcknowledgement(ModemCommand Command, NakReason? Reason = null)
{
    /// <summary>Octets of an ACK.</summary>
    public const int PositiveLength = 4;

    /// <summary>Octets of a NAK.</summary>
    public const int NegativeLength = 5;

    /// <summary>Whether the command was obeyed.</summary>
    public bool IsPositive => Reason is null;

    /// <summary>Reads a frame; false when it is neither, or has another length.</summary>
    public static bool TryRead(in ModemFrame frame, out ModemAcknowledgement acknowledgement)
    {
        acknowledgement = default;
        switch (frame.Command, frame.Octets.Length)
        {
            case (ModemCommand.Acknowledgement, PositiveLength):
                acknowledgement = new((ModemCommand)frame.Payload[0]);
                return true;
            case (ModemCommand.NegativeAcknowledgement, NegativeLength):
                acknowledgement = new((ModemCommand)frame.Payload[0], (NakReason)frame.Payload[1]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes the frame and returns its length, 4 or 5.</summary>
    public int Write(Span<byte> destination) => Reason is { } reason
        ? ModemFrame.Write(destination, ModemCommand.NegativeAcknowledgement, [(byte)Command, (byte)reason])
        : ModemFrame.Write(destination, ModemCommand.Acknowledgement, [(byte)Command]);
}
