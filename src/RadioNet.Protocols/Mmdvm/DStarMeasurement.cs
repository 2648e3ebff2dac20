using System.Buffers.Binary;

namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// CAL_DATA to the host, in <see cref="ModemState.DStarCalibration"/>: 3:1 0x80 inverted or 0, 4:2 highest and 6:2 lowest sample, big-endian
/// (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Calibration").
/// </summary>
/// <param name="IsInverted">Whether the signal is inverted.</param>
/// <param name="Highest">The highest sample of a frame.</param>
/// <param name="Lowest">The lowest sample of a frame.</param>
public readonly record struct DStarMeasurement(bool IsInverted, short Highest, short Lowest)
{
    /// <summary>Octets of the frame.</summary>
    public const int Length = 8;

    private const byte Inverted = 0x80;

    /// <summary>Reads a frame that goes to the host; false when it is another's or has another length.</summary>
    public static bool TryRead(in ModemFrame frame, out DStarMeasurement measurement)
    {
        measurement = default;
        if (frame.Command != ModemCommand.CalibrationData || frame.Octets.Length != Length) return false;
        var payload = frame.Payload;
        measurement = new(
            (payload[0] & Inverted) != 0,
            BinaryPrimitives.ReadInt16BigEndian(payload[1..]),
            BinaryPrimitives.ReadInt16BigEndian(payload[3..]));
        return true;
    }

    /// <summary>Writes the frame and returns its length, 8.</summary>
    public int Write(Span<byte> destination)
    {
        var payload = ModemFrame.WriteHeader(destination, ModemCommand.CalibrationData, Length);
        payload[0] = IsInverted ? Inverted : (byte)0;
        BinaryPrimitives.WriteInt16BigEndian(payload[1..], Highest);
        BinaryPrimitives.WriteInt16BigEndian(payload[3..], Lowest);
        return Length;
    }
}
