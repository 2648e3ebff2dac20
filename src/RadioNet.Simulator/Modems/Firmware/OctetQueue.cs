namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>Octets that wait, in a ring of fixed size.</summary>
internal sealed class OctetQueue(int capacity)
{
    private readonly byte[] _octets = new byte[capacity];
    private int _first;

    public int Count { get; private set; }

    public int Space => _octets.Length - Count;

    /// <summary>Puts all or, when there is no room for all, nothing.</summary>
    public bool TryPut(ReadOnlySpan<byte> octets)
    {
        if (octets.Length > Space) return false;
        int end = (_first + Count) % _octets.Length;
        int toEdge = Math.Min(octets.Length, _octets.Length - end);
        octets[..toEdge].CopyTo(_octets.AsSpan(end));
        octets[toEdge..].CopyTo(_octets);
        Count += octets.Length;
        return true;
    }

    /// <summary>Takes as many as there are and fit.</summary>
    public int Take(Span<byte> to)
    {
        int count = Math.Min(to.Length, Count);
        int toEdge = Math.Min(count, _octets.Length - _first);
        _octets.AsSpan(_first, toEdge).CopyTo(to);
        _octets.AsSpan(0, count - toEdge).CopyTo(to[toEdge..]);
        _first = (_first + count) % _octets.Length;
        Count -= count;
        return count;
    }

    /// <summary>An octet that stays, counted from the first.</summary>
    public byte PeekAt(int index) => _octets[(_first + index) % _octets.Length];

    public void Clear() => (_first, Count) = (0, 0);
}
