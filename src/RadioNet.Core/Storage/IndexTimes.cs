using System.Buffers.Binary;
using RadioNet.Core.Records;

namespace RadioNet.Core.Storage;

/// <summary>
/// When the calls of a block of the index began and ended, in whole seconds of Unix time: enough to leave out those that a time cannot mean.
/// </summary>
internal sealed class IndexTimes
{
    private const int EntrySize = 8;

    private readonly uint[] _started;
    private readonly uint[] _ended;

    public IndexTimes()
        : this(new uint[NumberSet.Places], new uint[NumberSet.Places])
    {
    }

    private IndexTimes(uint[] started, uint[] ended) => (_started, _ended) = (started, ended);

    /// <summary>A time as it lies here; what lies outside of the years 1970 to 2105 as their first or last second.</summary>
    public static uint Second(DateTimeOffset time) => (uint)Math.Clamp(time.ToUnixTimeSeconds(), 0, uint.MaxValue);

    /// <summary>When the latest of those asked for may have begun.</summary>
    public static uint Latest(RecordQuery query) => query.Until is { } until ? Second(until) : uint.MaxValue;

    /// <summary>When the earliest of those asked for may have ended.</summary>
    public static uint Earliest(RecordQuery query) => query.Since is { } since ? Second(since) : 0;

    public static IndexTimes Read(ReadOnlySpan<byte> octets)
    {
        var times = new IndexTimes(new uint[octets.Length / EntrySize], new uint[octets.Length / EntrySize]);
        for (var i = 0; i < times._started.Length; i++)
        {
            times._started[i] = BinaryPrimitives.ReadUInt32LittleEndian(octets[(EntrySize * i)..]);
            times._ended[i] = BinaryPrimitives.ReadUInt32LittleEndian(octets[((EntrySize * i) + 4)..]);
        }

        return times;
    }

    public byte[] Write(int places)
    {
        var octets = new byte[EntrySize * places];
        for (var i = 0; i < places; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(EntrySize * i), _started[i]);
            BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan((EntrySize * i) + 4), _ended[i]);
        }

        return octets;
    }

    public (uint Started, uint Ended) Set(int place, CallRecord call) =>
        (_started[place], _ended[place]) = (Second(call.Started), call.Ended is { } ended ? Second(ended) : uint.MaxValue);

    /// <summary>Whether a call may be one that the query's times mean.</summary>
    public bool MayBe(int place, RecordQuery query) => _ended[place] >= Earliest(query) && _started[place] <= Latest(query);
}
