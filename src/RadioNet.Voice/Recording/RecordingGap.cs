using System.Buffers.Binary;

namespace RadioNet.Voice.Recording;

/// <summary>Bursts that came and are not in the recording.</summary>
/// <param name="At">When it was noticed, microseconds since the recording began.</param>
/// <param name="Count">How many; those of a full queue may be another call's.</param>
/// <param name="Why">Why.</param>
public readonly record struct RecordingGap(long At, uint Count, RecordingGapReason Why)
{
    private const int Fixed = 13;

    /// <summary>Writes the record; returns its length.</summary>
    /// <remarks>Body: 0:8 at, 8:4 count, 12:1 why.</remarks>
    public int Write(Span<byte> record)
    {
        Span<byte> body = record[RecordingFormat.HeadLength..];
        BinaryPrimitives.WriteInt64BigEndian(body, At);
        BinaryPrimitives.WriteUInt32BigEndian(body[8..], Count);
        body[12] = (byte)Why;
        return RecordingFormat.Close(record, RecordingKind.Gap, Fixed);
    }

    /// <summary>Reads a record's body.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out RecordingGap gap)
    {
        bool isGap = body.Length == Fixed;
        gap = !isGap ? default : new RecordingGap(
            BinaryPrimitives.ReadInt64BigEndian(body), BinaryPrimitives.ReadUInt32BigEndian(body[8..]), (RecordingGapReason)body[12]);
        return isGap;
    }
}
