using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace RadioNet.Voice.Recording;

/// <summary>
/// A recording's file: eight octets that say what it is, then records, each kind (1 octet), length of the body (2), body, CRC-32C of all that (4).
/// Numbers are big-endian. RECORDING.md beside this file has every field.
/// </summary>
public static class RecordingFormat
{
    /// <summary>What a file's name ends with.</summary>
    public const string Extension = ".rnrec";

    /// <summary>Octets of a record around its body.</summary>
    public const int Overhead = HeadLength + CrcLength;

    /// <summary>The longest record, with its overhead.</summary>
    public const int LongestRecord = 1024;

    internal const int HeadLength = 3;
    internal const int CrcLength = 4;

    /// <summary>What every file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "RNREC 1\n"u8;

    /// <summary>Puts head and CRC around a body that was written from <see cref="HeadLength"/> on; returns the record's length.</summary>
    internal static int Close(Span<byte> record, RecordingKind kind, int bodyLength)
    {
        record[0] = (byte)kind;
        BinaryPrimitives.WriteUInt16BigEndian(record[1..], (ushort)bodyLength);
        int covered = HeadLength + bodyLength;
        BinaryPrimitives.WriteUInt32BigEndian(record[covered..], Crc(record[..covered]));
        return covered + CrcLength;
    }

    /// <summary>CRC-32C (RFC 3720, appendix B.4).</summary>
    internal static uint Crc(ReadOnlySpan<byte> octets)
    {
        uint crc = uint.MaxValue;
        foreach (byte octet in octets) crc = BitOperations.Crc32C(crc, octet);
        return ~crc;
    }

    /// <summary>Writes a text as its length in octets (1) and UTF-8, cut to 255 octets; returns how many octets that took.</summary>
    internal static int WriteText(Span<byte> to, string text)
    {
        const int most = byte.MaxValue;
        Encoding.UTF8.GetEncoder().Convert(text, to.Slice(1, most), flush: true, out _, out int length, out _);
        to[0] = (byte)length;
        return length + 1;
    }

    /// <summary>Reads what <see cref="WriteText"/> wrote, and moves behind it; false when the body ends before.</summary>
    internal static bool TryReadText(ref ReadOnlySpan<byte> body, out string text)
    {
        text = "";
        if (body.IsEmpty || body.Length < 1 + body[0]) return false;
        text = Encoding.UTF8.GetString(body.Slice(1, body[0]));
        body = body[(1 + body[0])..];
        return true;
    }
}
