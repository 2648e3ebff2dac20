using System.Buffers.Binary;

namespace RadioNet.Voice.Recording;

/// <summary>
/// Reads a recording's file record by record, as far as it is whole. Where a record is cut off or damaged it stops: what was appended before is
/// good, and <see cref="Rest"/> says how much is not. Records of kinds that are not known are whole and can be passed over.
/// </summary>
public ref struct RecordingReader
{
    private readonly ReadOnlySpan<byte> _file;
    private int _position;

    /// <summary>Begins at the file's first octet.</summary>
    public RecordingReader(ReadOnlySpan<byte> file)
    {
        _file = file;
        IsRecording = file.StartsWith(RecordingFormat.Magic);
        _position = IsRecording ? RecordingFormat.Magic.Length : 0;
    }

    /// <summary>Whether the file begins as a recording does.</summary>
    public bool IsRecording { get; }

    /// <summary>The record's kind.</summary>
    public RecordingKind Kind { get; private set; }

    /// <summary>The record's body.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>Octets that are whole: where the next record begins, or should.</summary>
    public readonly int Whole => _position;

    /// <summary>Octets behind what is whole; when <see cref="Read"/> has returned false, those of a cut or damaged end.</summary>
    public readonly int Rest => _file.Length - _position;

    /// <summary>Whether the rest is a record whose end is not there: what a process leaves that was killed, or a disk that was full.</summary>
    public readonly bool IsCut
    {
        get
        {
            ReadOnlySpan<byte> rest = _file[_position..];
            return !rest.IsEmpty && (rest.Length < RecordingFormat.HeadLength || rest.Length < LengthOf(rest));
        }
    }

    /// <summary>Goes to the next record; false when there is none that is whole.</summary>
    public bool Read()
    {
        ReadOnlySpan<byte> rest = _file[_position..];
        if (!IsRecording || rest.Length < RecordingFormat.Overhead) return false;
        int length = LengthOf(rest);
        if (length > RecordingFormat.LongestRecord || length > rest.Length) return false;
        int covered = length - RecordingFormat.CrcLength;
        if (BinaryPrimitives.ReadUInt32BigEndian(rest[covered..]) != RecordingFormat.Crc(rest[..covered])) return false;
        Kind = (RecordingKind)rest[0];
        Body = rest[RecordingFormat.HeadLength..covered];
        _position += length;
        return true;
    }

    private static int LengthOf(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadUInt16BigEndian(record[1..]) + RecordingFormat.Overhead;
}
