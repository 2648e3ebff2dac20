using System.Buffers.Binary;

namespace RadioNet.Voice.Recording;

/// <summary>A talker's turn is over.</summary>
/// <param name="Index">The spurt's index in this file.</param>
/// <param name="At">When, microseconds since the recording began.</param>
/// <param name="Frames">The bursts of it that were recorded.</param>
/// <param name="Missing">The bursts of it that the sequence numbers say were lost on the way here.</param>
public readonly record struct RecordingSpurtEnd(ushort Index, long At, uint Frames, uint Missing)
{
    private const int Fixed = 18;

    /// <summary>Writes the record; returns its length.</summary>
    /// <remarks>Body: 0:2 index, 2:8 at, 10:4 frames, 14:4 missing.</remarks>
    public int Write(Span<byte> record)
    {
        Span<byte> body = record[RecordingFormat.HeadLength..];
        BinaryPrimitives.WriteUInt16BigEndian(body, Index);
        BinaryPrimitives.WriteInt64BigEndian(body[2..], At);
        BinaryPrimitives.WriteUInt32BigEndian(body[10..], Frames);
        BinaryPrimitives.WriteUInt32BigEndian(body[14..], Missing);
        return RecordingFormat.Close(record, RecordingKind.SpurtEnd, Fixed);
    }

    /// <summary>Reads a record's body.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out RecordingSpurtEnd end)
    {
        bool isEnd = body.Length == Fixed;
        end = !isEnd ? default : new RecordingSpurtEnd(
            BinaryPrimitives.ReadUInt16BigEndian(body), BinaryPrimitives.ReadInt64BigEndian(body[2..]),
            BinaryPrimitives.ReadUInt32BigEndian(body[10..]), BinaryPrimitives.ReadUInt32BigEndian(body[14..]));
        return isEnd;
    }
}
