using System.Security.Cryptography;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>
/// Ports by the address that they send from: open addressing with linear probing, at most half full. The hash is keyed with
/// secrets drawn at each start, so that nobody can choose addresses that collide. Look-ups allocate nothing.
/// </summary>
internal sealed class AddressTable
{
    private const int SmallestCapacity = 64;

    private readonly ulong _firstKey;
    private readonly ulong _secondKey;
    private Entry[] _entries = new Entry[SmallestCapacity];

    public AddressTable()
    {
        Span<byte> keys = stackalloc byte[16];
        RandomNumberGenerator.Fill(keys);
        _firstKey = BitConverter.ToUInt64(keys);
        _secondKey = BitConverter.ToUInt64(keys[8..]);
    }

    public int Count { get; private set; }

    public RouterPort? Find(in PeerAddress address)
    {
        Entry[] entries = _entries;
        for (int at = Home(address, entries.Length); ; at = (at + 1) & (entries.Length - 1))
        {
            ref readonly Entry entry = ref entries[at];
            if (entry.Port is null || entry.Address == address) return entry.Port;
        }
    }

    /// <summary>Sets the port of an address, in the place of another one if there was one.</summary>
    public void Set(in PeerAddress address, RouterPort port)
    {
        if ((Count + 1) * 2 > _entries.Length) Grow();
        if (Place(_entries, address, port)) Count++;
    }

    public void Remove(in PeerAddress address)
    {
        Entry[] entries = _entries;
        int mask = entries.Length - 1;
        int hole = Home(address, entries.Length);
        while (entries[hole].Port is not null && entries[hole].Address != address) hole = (hole + 1) & mask;
        if (entries[hole].Port is null) return;

        // Later entries of the run move up, unless that would put them before their home: no tombstones are left.
        for (int at = (hole + 1) & mask; entries[at].Port is not null; at = (at + 1) & mask)
        {
            int home = Home(entries[at].Address, entries.Length);
            if (((at - home) & mask) < ((at - hole) & mask)) continue;
            entries[hole] = entries[at];
            hole = at;
        }

        entries[hole] = default;
        Count--;
    }

    private void Grow()
    {
        var larger = new Entry[_entries.Length * 2];
        foreach (ref readonly Entry entry in _entries.AsSpan())
            if (entry.Port is not null) Place(larger, entry.Address, entry.Port);
        _entries = larger;
    }

    /// <summary>Whether the address was new.</summary>
    private bool Place(Entry[] entries, in PeerAddress address, RouterPort port)
    {
        int at = Home(address, entries.Length);
        while (entries[at].Port is not null && entries[at].Address != address) at = (at + 1) & (entries.Length - 1);
        bool isNew = entries[at].Port is null;
        entries[at] = new Entry(address, port);
        return isNew;
    }

    private int Home(in PeerAddress address, int capacity)
    {
        // Two multiplications, each folded from 128 to 64 bits, with secret addends.
        ulong hash = Fold(address.High ^ _firstKey, address.Low ^ _secondKey);
        hash = Fold(hash ^ address.Port ^ _secondKey, _firstKey | 1);
        return (int)hash & (capacity - 1);
    }

    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    private readonly record struct Entry(PeerAddress Address, RouterPort? Port);
}
