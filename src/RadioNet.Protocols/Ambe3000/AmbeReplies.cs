using System.Buffers.Binary;

namespace RadioNet.Protocols.Ambe3000;

/// <summary>What a chip answers, read out of a packet whose parity is not wrong. Nothing here throws, whatever the packet holds.</summary>
public static class AmbeReplies
{
    /// <summary>Whether a field names a channel.</summary>
    public static bool IsChannel(byte field) => field is >= (byte)AmbeField.Channel0 and <= (byte)AmbeField.Channel0 + 2;

    /// <summary>The channel that a packet names first, 0 to 2; 0 when it names none.</summary>
    public static int Channel(in AmbePacket packet) =>
        !packet.Fields.IsEmpty && IsChannel(packet.Fields[0]) ? packet.Fields[0] - (int)AmbeField.Channel0 : 0;

    /// <summary>Whether the chip says that it has restarted.</summary>
    public static bool IsReady(in AmbePacket packet) =>
        packet.Kind == AmbePacketKind.Control && packet.Fields is [(byte)AmbeField.Ready, ..];

    /// <summary>Reads 160 samples; false when the packet holds no such.</summary>
    public static bool TryReadSamples(in AmbePacket packet, Span<short> samples)
    {
        var data = Data(packet);
        if (packet.Kind != AmbePacketKind.Speech || data.Length < 2 + 2 * AmbeRequests.Samples) return false;
        if (data[0] != (byte)AmbeField.Samples || data[1] != AmbeRequests.Samples) return false;
        for (int index = 0; index < AmbeRequests.Samples; index++)
        {
            samples[index] = BinaryPrimitives.ReadInt16BigEndian(data[(2 + 2 * index)..]);
        }

        return true;
    }

    /// <summary>Reads a frame of 72 bits; false when the packet holds no such.</summary>
    public static bool TryReadFrame(in AmbePacket packet, Span<byte> frame)
    {
        var data = Data(packet);
        if (packet.Kind != AmbePacketKind.Channel || data.Length < 2 + AmbeRequests.FrameOctets) return false;
        if (data[0] != (byte)AmbeField.CodedBits || data[1] != AmbeRequests.FrameBits) return false;
        data.Slice(2, AmbeRequests.FrameOctets).CopyTo(frame);
        return true;
    }

    /// <summary>Reads the text of a product or version reply, without its NUL.</summary>
    public static bool TryReadText(in AmbePacket packet, AmbeField field, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (packet.Kind != AmbePacketKind.Control || packet.Fields.Length < 2 || packet.Fields[0] != (byte)field) return false;
        text = packet.Fields[1..];
        int end = text.IndexOf((byte)0);
        if (end >= 0) text = text[..end];
        return true;
    }

    /// <summary>
    /// Reads the answer to settings: each field's number and a status of 0, behind the channel's when it was named. Older chips
    /// leave out the status.
    /// </summary>
    /// <param name="packet">The packet.</param>
    /// <param name="fields">The fields that were set, in their order.</param>
    /// <param name="refused">The first field that the chip refused, with which false is returned; null when this is the answer to something else.</param>
    /// <returns>Whether it answers exactly these fields and accepts all.</returns>
    public static bool TryReadAccepted(in AmbePacket packet, ReadOnlySpan<byte> fields, out AmbeField? refused)
    {
        refused = null;
        if (packet.Kind != AmbePacketKind.Control || packet.Fields.IsEmpty) return false;
        var left = packet.Fields;
        AmbeField? wrong = null;
        if (IsChannel(left[0])) left = Behind(left, fields.IsEmpty ? (byte)0 : fields[0], ref wrong);
        for (int index = 0; index < fields.Length; index++)
        {
            if (left.IsEmpty || left[0] != fields[index]) return false;
            left = Behind(left, index + 1 < fields.Length ? fields[index + 1] : null, ref wrong);
        }

        if (!left.IsEmpty) return false;
        refused = wrong;
        return wrong is null;
    }

    /// <summary>What is behind a field and its status, where it has one: no status is the number of the next field.</summary>
    private static ReadOnlySpan<byte> Behind(ReadOnlySpan<byte> left, byte? next, scoped ref AmbeField? wrong)
    {
        if (left.Length == 1 || left[1] == next) return left[1..];
        if (left[1] != 0) wrong ??= (AmbeField)left[0];
        return left[2..];
    }

    private static ReadOnlySpan<byte> Data(in AmbePacket packet) =>
        !packet.Fields.IsEmpty && IsChannel(packet.Fields[0]) ? packet.Fields[1..] : packet.Fields;
}
