using System.Buffers.Binary;

namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// RSSI_DATA, once a second in <see cref="ModemState.RssiCalibration"/>: 3:2 highest, 5:2 lowest, 7:2 mean signal strength of the
/// last second, raw, big-endian (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Calibration").
/// </summary>
/// <param name="Highest">Raw, as the modem's converter gives it.</param>
/// <param name="Lowest">Raw.</param>
/// <param name="Mean">Raw.</param>
public readonly record struct RssiReading(ushort Highest, ushort Lowest, ushort Mean)
{
    /// <summary>Octets of the frame.</summary>
    public const int Length = 9;

    /// <summary>Reads a frame; false when it is another's or has another length.</summary>
    public static bool TryRead(in ModemFrame frame, out RssiReading reading)
    {
        reading = default;
        if (frame.Command != ModemCommand.RssiData || frame.Octets.Length != Length) return false;
        var payload = frame.Payload;
        reading = new(
            BinaryPrimitives.ReadUInt16BigEndian(payload),
            BinaryPrimitives.ReadUInt16BigEndian(payload[2..]),
            BinaryPrimitives.ReadUInt16BigEndian(payload[4..]));
        return true;
    }

    /// <summary>Writes the frame and returns its length, 9.</summary>
    public int Write(Span<byte> destination)
    {
        var payload = ModemFrame.WriteHeader(destination, ModemCommand.RssiData, Length);
        BinaryPrimitives.WriteUInt16BigEndian(payload, Highest);
        BinaryPrimitives.WriteUInt16BigEndian(payload[2..], Lowest);
        BinaryPrimitives.WriteUInt16BigEndian(payload[4..], Mean);
        return Length;
    }
}
