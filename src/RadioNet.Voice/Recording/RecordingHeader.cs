using System.Buffers.Binary;

namespace RadioNet.Voice.Recording;

/// <summary>Which call a file is a recording of.</summary>
/// <param name="Started">When the recording began, UTC; the times of all other records count from here.</param>
/// <param name="Talkgroup">The talkgroup that was called.</param>
/// <param name="Part">1, and more where a call's recording was closed and the call went on.</param>
/// <param name="Vocoder">What the plan says of the talkgroup's vocoder frames, as the plan's word.</param>
/// <param name="Node">The node that recorded.</param>
/// <param name="Call">The call's id, as call records have it.</param>
public readonly record struct RecordingHeader(DateTimeOffset Started, uint Talkgroup, ushort Part, string Vocoder, string Node, string Call)
{
    private const int Fixed = 14;

    /// <summary>Writes the record; returns its length.</summary>
    /// <remarks>Body: 0:8 microseconds since 1970, 8:4 talkgroup, 12:2 part, then vocoder, node and call as texts.</remarks>
    public int Write(Span<byte> record)
    {
        Span<byte> body = record[RecordingFormat.HeadLength..];
        BinaryPrimitives.WriteInt64BigEndian(body, (Started - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        BinaryPrimitives.WriteUInt32BigEndian(body[8..], Talkgroup);
        BinaryPrimitives.WriteUInt16BigEndian(body[12..], Part);
        int length = Fixed;
        length += RecordingFormat.WriteText(body[length..], Vocoder);
        length += RecordingFormat.WriteText(body[length..], Node);
        length += RecordingFormat.WriteText(body[length..], Call);
        return RecordingFormat.Close(record, RecordingKind.Header, length);
    }

    /// <summary>Reads a record's body.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out RecordingHeader header)
    {
        header = default;
        if (body.Length < Fixed) return false;
        long started = BinaryPrimitives.ReadInt64BigEndian(body);
        uint talkgroup = BinaryPrimitives.ReadUInt32BigEndian(body[8..]);
        ushort part = BinaryPrimitives.ReadUInt16BigEndian(body[12..]);
        body = body[Fixed..];
        if (started is < 0 or > 253_402_300_799_999_999) return false;
        if (!RecordingFormat.TryReadText(ref body, out string vocoder) || !RecordingFormat.TryReadText(ref body, out string node)
            || !RecordingFormat.TryReadText(ref body, out string call)) return false;
        header = new RecordingHeader(DateTimeOffset.UnixEpoch.AddTicks(started * TimeSpan.TicksPerMicrosecond), talkgroup, part, vocoder, node, call);
        return true;
    }
}
