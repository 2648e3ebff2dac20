using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RadioNet.BaseStation.Fallback;

/// <summary>
/// How records lie in their file. Big endian. Head, 28 octets: "RNLR", version (1, as 4 octets), log (4), start (4), next sequence
/// (8), check (4). Then each record: sequence (8), length (4), check (4), that many octets. A check is the first 4 octets of the
/// SHA-256 of what stands before it and, for a record, of its octets.
/// </summary>
internal static class LocalRecordFile
{
    public const int HeadLength = 28;
    public const int EntryHeadLength = 16;

    private const uint Magic = 0x524E_4C52;
    private const uint Version = 1;
    private const int CheckLength = 4;

    public static byte[] Head(uint log, int start, ulong next)
    {
        var head = new byte[HeadLength];
        BinaryPrimitives.WriteUInt32BigEndian(head, Magic);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), log);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(12), start);
        BinaryPrimitives.WriteUInt64BigEndian(head.AsSpan(16), next);
        Check(head.AsSpan(0, HeadLength - CheckLength), []).CopyTo(head.AsSpan(HeadLength - CheckLength));
        return head;
    }

    public static bool TryReadHead(ReadOnlySpan<byte> file, out uint log, out int start, out ulong next)
    {
        (log, start, next) = (0, 0, 0);
        if (file.Length < HeadLength
            || BinaryPrimitives.ReadUInt32BigEndian(file) != Magic
            || BinaryPrimitives.ReadUInt32BigEndian(file[4..]) != Version
            || !Check(file[..(HeadLength - CheckLength)], []).AsSpan().SequenceEqual(file.Slice(HeadLength - CheckLength, CheckLength)))
        {
            return false;
        }

        log = BinaryPrimitives.ReadUInt32BigEndian(file[8..]);
        start = BinaryPrimitives.ReadInt32BigEndian(file[12..]);
        next = BinaryPrimitives.ReadUInt64BigEndian(file[16..]);
        return true;
    }

    public static byte[] Entry(ulong sequence, ReadOnlySpan<byte> record)
    {
        var entry = new byte[EntryHeadLength + record.Length];
        BinaryPrimitives.WriteUInt64BigEndian(entry, sequence);
        BinaryPrimitives.WriteInt32BigEndian(entry.AsSpan(8), record.Length);
        Check(entry.AsSpan(0, EntryHeadLength - CheckLength), record).CopyTo(entry.AsSpan(EntryHeadLength - CheckLength));
        record.CopyTo(entry.AsSpan(EntryHeadLength));
        return entry;
    }

    /// <summary>Reads the entries that follow the head, up to the first that does not read. It is damaged when it is not just cut short.</summary>
    public static List<(ulong Sequence, byte[] Entry)> ReadEntries(ReadOnlySpan<byte> file, out bool isDamaged)
    {
        var entries = new List<(ulong, byte[])>();
        var rest = file[HeadLength..];
        while (TryReadEntry(rest, out var sequence, out var length))
        {
            entries.Add((sequence, rest[..length].ToArray()));
            rest = rest[length..];
        }

        isDamaged = rest.Length >= EntryHeadLength && BinaryPrimitives.ReadInt32BigEndian(rest[8..]) <= rest.Length - EntryHeadLength;
        return entries;
    }

    private static bool TryReadEntry(ReadOnlySpan<byte> rest, out ulong sequence, out int length)
    {
        (sequence, length) = (0, 0);
        if (rest.Length < EntryHeadLength)
        {
            return false;
        }

        var octets = BinaryPrimitives.ReadInt32BigEndian(rest[8..]);
        if (octets < 0 || octets > rest.Length - EntryHeadLength
            || !Check(rest[..(EntryHeadLength - CheckLength)], rest.Slice(EntryHeadLength, octets)).AsSpan()
                .SequenceEqual(rest.Slice(EntryHeadLength - CheckLength, CheckLength)))
        {
            return false;
        }

        (sequence, length) = (BinaryPrimitives.ReadUInt64BigEndian(rest), EntryHeadLength + octets);
        return true;
    }

    private static byte[] Check(ReadOnlySpan<byte> head, ReadOnlySpan<byte> octets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(octets);
        return hash.GetHashAndReset()[..CheckLength];
    }
}
