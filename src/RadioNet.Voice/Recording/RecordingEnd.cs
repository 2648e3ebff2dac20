using System.Buffers.Binary;

namespace RadioNet.Voice.Recording;

/// <summary>The recording is closed; nothing follows.</summary>
/// <param name="At">When its last burst came, microseconds since the recording began.</param>
/// <param name="Frames">The frames in the file.</param>
/// <param name="Missing">The bursts that the sequence numbers say were lost on the way here.</param>
/// <param name="Unrecorded">The bursts that its gaps count.</param>
/// <param name="Why">Why it was closed.</param>
public readonly record struct RecordingEnd(long At, uint Frames, uint Missing, uint Unrecorded, RecordingEndReason Why)
{
    private const int Fixed = 21;

    /// <summary>Writes the record; returns its length.</summary>
    /// <remarks>Body: 0:8 at, 8:4 frames, 12:4 missing, 16:4 unrecorded, 20:1 why.</remarks>
    public int Write(Span<byte> record)
    {
        Span<byte> body = record[RecordingFormat.HeadLength..];
        BinaryPrimitives.WriteInt64BigEndian(body, At);
        BinaryPrimitives.WriteUInt32BigEndian(body[8..], Frames);
        BinaryPrimitives.WriteUInt32BigEndian(body[12..], Missing);
        BinaryPrimitives.WriteUInt32BigEndian(body[16..], Unrecorded);
        body[20] = (byte)Why;
        return RecordingFormat.Close(record, RecordingKind.End, Fixed);
    }

    /// <summary>Reads a record's body.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out RecordingEnd end)
    {
        bool isEnd = body.Length == Fixed;
        end = !isEnd ? default : new RecordingEnd(
            BinaryPrimitives.ReadInt64BigEndian(body), BinaryPrimitives.ReadUInt32BigEndian(body[8..]), BinaryPrimitives.ReadUInt32BigEndian(body[12..]),
            BinaryPrimitives.ReadUInt32BigEndian(body[16..]), (RecordingEndReason)body[20]);
        return isEnd;
    }
}
