using System.Buffers;
using System.Buffers.Binary;

namespace RadioNet.Protocols.Ambe3000;

/// <summary>
/// A packet between host and an AMBE-3000 or AMBE-3003 chip, the same on a serial line and in a datagram: 0x61; how many octets
/// come behind the fourth (16 bits); its kind; fields; and, where it is switched on, a parity field of two octets.
/// </summary>
/// <param name="kind">What it carries.</param>
/// <param name="fields">Its fields, without the parity field.</param>
/// <param name="parity">What its parity field says.</param>
public readonly ref struct AmbePacket(AmbePacketKind kind, ReadOnlySpan<byte> fields, AmbeParity parity)
{
    /// <summary>The first octet of each packet.</summary>
    public const byte Start = 0x61;

    /// <summary>Octets before the fields.</summary>
    public const int HeaderOctets = 4;

    /// <summary>The longest packet that is believed: 164 samples of a channel, how they are to be treated, and parity, with room to spare.</summary>
    public const int LongestOctets = 400;

    private const int ParityOctets = 2;

    /// <summary>What it carries.</summary>
    public AmbePacketKind Kind { get; } = kind;

    /// <summary>Its fields, without the parity field.</summary>
    public ReadOnlySpan<byte> Fields { get; } = fields;

    /// <summary>What its parity field says.</summary>
    public AmbeParity Parity { get; } = parity;

    /// <summary>Reads the packet at the start of some octets.</summary>
    /// <param name="source">What came, from any octet on.</param>
    /// <param name="packet">The packet, when done; its parity may still be wrong.</param>
    /// <param name="consumed">Octets that are not needed any more: the packet's; of what is none, those before the next that may begin one.</param>
    /// <returns>Done, need more, or invalid.</returns>
    public static OperationStatus TryRead(ReadOnlySpan<byte> source, out AmbePacket packet, out int consumed)
    {
        packet = default;
        consumed = 0;
        if (source.IsEmpty) return OperationStatus.NeedMoreData;
        if (source[0] != Start) return Skip(source, 0, out consumed);
        if (source.Length < HeaderOctets) return OperationStatus.NeedMoreData;
        int length = BinaryPrimitives.ReadUInt16BigEndian(source[1..]);
        if (length is 0 or > LongestOctets - HeaderOctets || source[3] > (byte)AmbePacketKind.Speech) return Skip(source, 1, out consumed);
        if (source.Length < HeaderOctets + length) return OperationStatus.NeedMoreData;

        consumed = HeaderOctets + length;
        var kind = (AmbePacketKind)source[3];
        var fields = source.Slice(HeaderOctets, length);
        if (!HasParity(kind, fields))
        {
            packet = new AmbePacket(kind, fields, AmbeParity.None);
            return OperationStatus.Done;
        }

        bool isRight = ParityOf(source[1..(consumed - 1)]) == source[consumed - 1];
        packet = new AmbePacket(kind, fields[..^ParityOctets], isRight ? AmbeParity.Right : AmbeParity.Wrong);
        return OperationStatus.Done;
    }

    /// <summary>Writes header and, when asked for, parity around fields that already stand at <see cref="HeaderOctets"/>.</summary>
    /// <param name="packet">Room for the packet, the fields in place.</param>
    /// <param name="kind">What it carries.</param>
    /// <param name="fields">Octets of the fields.</param>
    /// <param name="withParity">Whether to write the parity field behind them.</param>
    /// <returns>Octets of the packet.</returns>
    public static int Finish(Span<byte> packet, AmbePacketKind kind, int fields, bool withParity)
    {
        int length = fields + (withParity ? ParityOctets : 0);
        packet[0] = Start;
        BinaryPrimitives.WriteUInt16BigEndian(packet[1..], (ushort)length);
        packet[3] = (byte)kind;
        if (!withParity) return HeaderOctets + length;
        packet[HeaderOctets + fields] = (byte)AmbeField.Parity;
        packet[HeaderOctets + fields + 1] = ParityOf(packet[1..(HeaderOctets + fields + 1)]);
        return HeaderOctets + length;
    }

    /// <summary>The exclusive or of everything between the start octet and the parity octet.</summary>
    private static byte ParityOf(ReadOnlySpan<byte> octets)
    {
        byte parity = 0;
        foreach (byte octet in octets) parity ^= octet;
        return parity;
    }

    /// <summary>
    /// Samples and bits may end in any two octets, so there the parity field is what their count leaves over. Answers of the kind
    /// control end in a status or in a NUL, with no 0x2F before it.
    /// </summary>
    private static bool HasParity(AmbePacketKind kind, ReadOnlySpan<byte> fields)
    {
        if (fields.Length <= ParityOctets || fields[^ParityOctets] != (byte)AmbeField.Parity) return false;
        if (kind == AmbePacketKind.Control) return true;
        int at = AmbeReplies.IsChannel(fields[0]) ? 1 : 0;
        if (fields.Length < at + 2) return false;
        int data = kind == AmbePacketKind.Speech ? 2 * fields[at + 1] : (fields[at + 1] + 7) / 8;
        return fields.Length >= at + 2 + data + ParityOctets;
    }

    private static OperationStatus Skip(ReadOnlySpan<byte> source, int from, out int consumed)
    {
        int next = source[from..].IndexOf(Start);
        consumed = next < 0 ? source.Length : from + next;
        return OperationStatus.InvalidData;
    }
}
