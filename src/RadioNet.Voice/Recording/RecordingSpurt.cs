using System.Buffers.Binary;
using RadioNet.Protocols;

namespace RadioNet.Voice.Recording;

/// <summary>One talker's turn in a recording. When more becomes known of it, it is written again with the same index.</summary>
/// <param name="Index">Its number in this file, from 1; frames name it.</param>
/// <param name="At">When its first burst came, microseconds since the recording began.</param>
/// <param name="Number">The spurt's number, as voice links carry it; 0 when it had none.</param>
/// <param name="Source">The radio that talks.</param>
/// <param name="Slot">The timeslot where it was heard, or the label that it came with over a link.</param>
/// <param name="Id">The spurt's id, as call records have it; empty while not known.</param>
/// <param name="Site">The site where it was heard; empty while not known.</param>
/// <param name="HeardBy">The repeater or carrier that heard it, or the node that it came from; empty while not known.</param>
public readonly record struct RecordingSpurt(ushort Index, long At, ulong Number, RadioId Source, Timeslot Slot, string Id, string Site, string HeardBy)
{
    private const int Fixed = 23;

    /// <summary>Writes the record; returns its length.</summary>
    /// <remarks>Body: 0:2 index, 2:8 at, 10:8 number, 18:4 source, 22:1 slot (1, 2), then id, site and heard-by as texts.</remarks>
    public int Write(Span<byte> record)
    {
        Span<byte> body = record[RecordingFormat.HeadLength..];
        BinaryPrimitives.WriteUInt16BigEndian(body, Index);
        BinaryPrimitives.WriteInt64BigEndian(body[2..], At);
        BinaryPrimitives.WriteUInt64BigEndian(body[10..], Number);
        BinaryPrimitives.WriteUInt32BigEndian(body[18..], Source.Value);
        body[22] = (byte)(Slot == Timeslot.Two ? 2 : 1);
        int length = Fixed;
        length += RecordingFormat.WriteText(body[length..], Id);
        length += RecordingFormat.WriteText(body[length..], Site);
        length += RecordingFormat.WriteText(body[length..], HeardBy);
        return RecordingFormat.Close(record, RecordingKind.Spurt, length);
    }

    /// <summary>Reads a record's body.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out RecordingSpurt spurt)
    {
        spurt = default;
        if (body.Length < Fixed) return false;
        ReadOnlySpan<byte> texts = body[Fixed..];
        if (!RecordingFormat.TryReadText(ref texts, out string id) || !RecordingFormat.TryReadText(ref texts, out string site)
            || !RecordingFormat.TryReadText(ref texts, out string heardBy)) return false;
        uint source = BinaryPrimitives.ReadUInt32BigEndian(body[18..]);
        if (source > 0xFF_FFFF) return false;
        spurt = new RecordingSpurt(
            BinaryPrimitives.ReadUInt16BigEndian(body), BinaryPrimitives.ReadInt64BigEndian(body[2..]), BinaryPrimitives.ReadUInt64BigEndian(body[10..]),
            new RadioId(source), body[22] == 2 ? Timeslot.Two : Timeslot.One, id, site, heardBy);
        return true;
    }
}
