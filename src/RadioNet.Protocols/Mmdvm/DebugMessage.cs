using System.Buffers.Binary;
using System.Text;

namespace RadioNet.Protocols.Mmdvm;

/// <summary>
/// DEBUG1 to DEBUG5 (MMDVM modem protocol, firmware-interfaces/mmdvm-modem, section "Debug messages"): 3: text without NUL,
/// then, at the frame's end, as many numbers as the command's digit less one, each 16 bits, signed, big-endian.
/// </summary>
public readonly ref struct DebugMessage
{
    /// <summary>Numbers that a message carries at most.</summary>
    public const int MostNumbers = 4;

    private readonly ReadOnlySpan<byte> _numbers;

    private DebugMessage(ReadOnlySpan<byte> text, ReadOnlySpan<byte> numbers)
    {
        Text = text;
        _numbers = numbers;
    }

    /// <summary>ASCII.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Numbers behind the text, 0 to 4.</summary>
    public int Numbers => _numbers.Length / sizeof(short);

    /// <summary>A number, from 0.</summary>
    public short this[int index] => BinaryPrimitives.ReadInt16BigEndian(_numbers[(index * sizeof(short))..]);

    /// <summary>Reads a frame; false when it is no debug message or too short for its numbers.</summary>
    public static bool TryRead(in ModemFrame frame, out DebugMessage message)
    {
        message = default;
        if (frame.Command is < ModemCommand.Debug1 or > ModemCommand.Debug5) return false;
        int textLength = frame.Payload.Length - NumbersOf(frame.Command) * sizeof(short);
        if (textLength < 0) return false;
        message = new(frame.Payload[..textLength], frame.Payload[textLength..]);
        return true;
    }

    /// <summary>Writes a message and returns its length.</summary>
    /// <param name="destination">The frame's place.</param>
    /// <param name="text">ASCII, so long that the whole frame has at most 255 octets.</param>
    /// <param name="numbers">0 to 4 of them; they tell the command.</param>
    public static int Write(Span<byte> destination, ReadOnlySpan<byte> text, params ReadOnlySpan<short> numbers)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numbers.Length, MostNumbers);
        int length = ModemFrame.HeaderLength + text.Length + numbers.Length * sizeof(short);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, byte.MaxValue);
        var payload = ModemFrame.WriteHeader(destination, ModemCommand.Debug1 + (byte)numbers.Length, length);
        text.CopyTo(payload);
        payload = payload[text.Length..];
        foreach (short number in numbers)
        {
            BinaryPrimitives.WriteInt16BigEndian(payload, number);
            payload = payload[sizeof(short)..];
        }

        return length;
    }

    /// <summary>The text and its numbers, as a log shows them; what is no printable ASCII becomes a question mark.</summary>
    public override string ToString()
    {
        var words = new StringBuilder();
        foreach (byte octet in Text) words.Append(octet is >= (byte)' ' and <= (byte)'~' ? (char)octet : '?');
        for (int index = 0; index < Numbers; index++) words.Append(System.Globalization.CultureInfo.InvariantCulture, $" {this[index]}");
        return words.ToString();
    }

    /// <summary>Numbers of a debug command.</summary>
    internal static int NumbersOf(ModemCommand command) => command - ModemCommand.Debug1;
}
