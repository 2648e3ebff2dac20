namespace RadioNet.Voice.Vocoders;

/// <summary>A bounded queue of pieces of one size, each with a mark. It is its owner's to lock.</summary>
internal sealed class BlockQueue<T>(int blocks, int size)
    where T : unmanaged
{
    private readonly T[] _items = new T[blocks * size];
    private readonly SpeechSource[] _sources = new SpeechSource[blocks];
    private readonly long[] _stamps = new long[blocks];
    private int _first;

    /// <summary>Pieces in it.</summary>
    public int Count { get; private set; }

    /// <summary>The first piece's mark.</summary>
    public SpeechSource FirstSource => _sources[_first];

    /// <summary>When the first piece was put in.</summary>
    public long FirstStamp => _stamps[_first];

    /// <summary>Puts a piece in, which is filled by the caller before anything else happens here. The queue must have room.</summary>
    public Span<T> Add(SpeechSource source, long stamp = 0)
    {
        int index = (_first + Count++) % blocks;
        (_sources[index], _stamps[index]) = (source, stamp);
        return _items.AsSpan(index * size, size);
    }

    /// <summary>Takes the first piece out; it is readable until the next is put in. The queue must not be empty.</summary>
    public ReadOnlySpan<T> Take(out SpeechSource source)
    {
        int index = _first;
        source = _sources[index];
        _first = (_first + 1) % blocks;
        Count--;
        return _items.AsSpan(index * size, size);
    }
}
