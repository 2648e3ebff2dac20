namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// One whole frame of the MMDVM modem protocol (firmware-interfaces/mmdvm-modem, section "Framing"), read in place: 0:1 0xE0,
/// 1:1 length of the whole frame (3 to 255), 2:1 command, 3: payload; of 256 octets and more 1:1 is 0, 2:1 the length less
/// 255, 3:1 the command, 4: the payload. No checksum, no sequence number, no escaping.
/// </summary>
public readonly ref struct ModemFrame
{
    /// <summary>The octet that every frame begins with; it may stand in a payload too.</summary>
    public const byte Start = 0xE0;

    /// <summary>Octets of the shortest frame: a command without payload.</summary>
    public const int ShortestLength = HeaderLength;

    /// <summary>Octets of the longest frame.</summary>
    public const int LongestLength = LengthBase + byte.MaxValue;

    /// <summary>Octets of the longest payload.</summary>
    public const int LongestPayload = LongestLength - ExtendedHeaderLength;

    /// <summary>Octets before the payload of a frame of up to 255 octets.</summary>
    internal const int HeaderLength = 3;

    /// <summary>Octets before the payload of a longer frame.</summary>
    internal const int ExtendedHeaderLength = 4;

    /// <summary>What the second length octet counts from.</summary>
    internal const int LengthBase = 255;

    private ModemFrame(ReadOnlySpan<byte> octets, ModemCommand command, int headerLength)
    {
        Octets = octets;
        Command = command;
        Payload = octets[headerLength..];
    }

    /// <summary>The whole frame.</summary>
    public ReadOnlySpan<byte> Octets { get; }

    /// <summary>What it says; values without a name too.</summary>
    public ModemCommand Command { get; }

    /// <summary>What follows the command, 0 to 506 octets.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Reads a span that is one whole frame, no more and no less; false when it isn't.</summary>
    public static bool TryRead(ReadOnlySpan<byte> octets, out ModemFrame frame)
    {
        bool isFrame = TryReadHeader(octets, out int length, out var command) && length == octets.Length;
        frame = isFrame ? Over(octets, command) : default;
        return isFrame;
    }

    /// <summary>Writes a frame and returns its length, 3 to 510.</summary>
    /// <param name="destination">At least <see cref="LengthOf"/> the payload's length.</param>
    /// <param name="command">The command.</param>
    /// <param name="payload">At most <see cref="LongestPayload"/> octets.</param>
    public static int Write(Span<byte> destination, ModemCommand command, ReadOnlySpan<byte> payload = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, LongestPayload);
        int length = LengthOf(payload.Length);
        payload.CopyTo(WriteHeader(destination, command, length));
        return length;
    }

    /// <summary>Octets of a frame with so much payload.</summary>
    public static int LengthOf(int payloadLength) =>
        payloadLength + (payloadLength <= LengthBase - HeaderLength ? HeaderLength : ExtendedHeaderLength);

    /// <summary>Writes what precedes the payload of a frame of <paramref name="length"/> octets; returns the payload's place.</summary>
    internal static Span<byte> WriteHeader(Span<byte> destination, ModemCommand command, int length)
    {
        var frame = destination[..length];
        frame[0] = Start;
        if (length <= LengthBase)
        {
            frame[1] = (byte)length;
            frame[2] = (byte)command;
            return frame[HeaderLength..];
        }

        frame[1] = 0;
        frame[2] = (byte)(length - LengthBase);
        frame[3] = (byte)command;
        return frame[ExtendedHeaderLength..];
    }

    /// <summary>
    /// Reads length and command of the frame that begins where <paramref name="octets"/> begin. False when no frame can begin
    /// there: another first octet, a length of 1 or 2, the extended form of a length below 256; and while
    /// <see cref="IsHeaderWhole"/> is false.
    /// </summary>
    internal static bool TryReadHeader(ReadOnlySpan<byte> octets, out int length, out ModemCommand command)
    {
        (length, command) = (0, default);
        if (!IsHeaderWhole(octets) || octets[0] != Start) return false;
        if (octets[1] != 0)
        {
            (length, command) = (octets[1], (ModemCommand)octets[2]);
            return length >= ShortestLength;
        }

        (length, command) = (LengthBase + octets[2], (ModemCommand)octets[3]);
        return length > LengthBase;
    }

    /// <summary>Whether there are enough octets to know length and command.</summary>
    internal static bool IsHeaderWhole(ReadOnlySpan<byte> octets) =>
        octets.Length >= ExtendedHeaderLength || (octets.Length == HeaderLength && octets[1] != 0);

    /// <summary>A frame whose header was read already.</summary>
    internal static ModemFrame Over(ReadOnlySpan<byte> octets, ModemCommand command) =>
        new(octets, command, octets.Length > LengthBase ? ExtendedHeaderLength : HeaderLength);
}
