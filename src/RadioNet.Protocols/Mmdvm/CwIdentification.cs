namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// SEND_CWID: 3: the text to send in Morse, ASCII (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Commands"). No
/// answer but a NAK: <see cref="NakReason.NoRoom"/> while the modem is not idle, <see cref="NakReason.WrongData"/> for no text.
/// </summary>
public static class CwIdentification
{
    /// <summary>Characters of the longest text.</summary>
    public const int LongestText = byte.MaxValue - ModemFrame.HeaderLength;

    /// <summary>Reads a frame; false when it is another's or has no text.</summary>
    public static bool TryRead(in ModemFrame frame, out ReadOnlySpan<byte> text)
    {
        bool isRead = frame.Command == ModemCommand.SendCwId && !frame.Payload.IsEmpty;
        text = isRead ? frame.Payload : default;
        return isRead;
    }

    /// <summary>Writes the frame and returns its length.</summary>
    /// <param name="destination">The frame's place.</param>
    /// <param name="text">1 to <see cref="LongestText"/> characters, ASCII.</param>
    public static int Write(Span<byte> destination, ReadOnlySpan<byte> text)
    {
        ArgumentOutOfRangeException.ThrowIfZero(text.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, LongestText);
        return ModemFrame.Write(destination, ModemCommand.SendCwId, text);
    }
}
