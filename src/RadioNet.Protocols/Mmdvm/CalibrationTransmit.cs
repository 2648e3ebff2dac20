namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// CAL_DATA to the modem: 3:1 1 on, 0 off (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Calibration"). Switches
/// the test transmission of a calibration state. Answered with ACK.
/// </summary>
/// <param name="IsOn">Whether to transmit.</param>
public readonly record struct CalibrationTransmit(bool IsOn)
{
    /// <summary>Octets of the frame.</summary>
    public const int Length = 4;

    /// <summary>Reads a frame that goes to the modem; false when it is another's, has another length, or says neither on nor off.</summary>
    public static bool TryRead(in ModemFrame frame, out CalibrationTransmit message)
    {
        bool isRead = OneOctet.TryRead(frame, ModemCommand.CalibrationData, out byte octet) && octet <= 1;
        message = new(octet == 1);
        return isRead;
    }

    /// <summary>Writes the frame and returns its length, 4.</summary>
    public int Write(Span<byte> destination) => OneOctet.Write(destination, ModemCommand.CalibrationData, IsOn ? (byte)1 : (byte)0);
}
