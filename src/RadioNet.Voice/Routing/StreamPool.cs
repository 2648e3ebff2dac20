namespace RadioNet.Voice.Routing;

/// <summary>
/// The streams: some made at the start, more as they are needed, up to a bound, and all used again. A stream's id is a number that is never used
/// twice, with its place in the pool in the lower 16 bits, so that a command finds it without a look-up.
/// </summary>
internal sealed class StreamPool
{
    private const int PlaceBits = 16;

    /// <summary>How many are made at the start.</summary>
    private const int MadeEarly = 1024;

    private readonly IncomingStream?[] _all;
    private readonly IncomingStream[] _active;
    private readonly int[] _activeIndex;
    private readonly Stack<IncomingStream> _free;
    private readonly int _most;
    private int _made;
    private long _issued;

    public StreamPool(int most)
    {
        _most = most;
        _all = new IncomingStream?[most];
        _active = new IncomingStream[most];
        _activeIndex = new int[most];
        _free = new Stack<IncomingStream>(most);
        for (; _made < Math.Min(most, MadeEarly); _made++)
        {
            _activeIndex[_made] = -1;
            _free.Push(_all[_made] = new IncomingStream(_made));
        }
    }

    /// <summary>The streams in use, in no order. Freeing one moves the last to its place: walk from the end.</summary>
    public ReadOnlySpan<IncomingStream> Active => _active.AsSpan(0, Count);

    public int Count { get; private set; }

    /// <summary>Takes a stream and its new id; null when all are in use.</summary>
    public IncomingStream? Take(out StreamId id)
    {
        id = default;
        if (!_free.TryPop(out IncomingStream? stream))
        {
            if (_made == _most) return null;
            stream = _all[_made] = new IncomingStream(_made);
            _made++;
        }

        id = new StreamId((++_issued << PlaceBits) | (uint)stream.Place);
        _activeIndex[stream.Place] = Count;
        _active[Count++] = stream;
        return stream;
    }

    public IncomingStream? Find(StreamId id)
    {
        long place = id.Value & ((1 << PlaceBits) - 1);
        if (place >= _made || _all[place] is not { } stream) return null;
        bool inUse = _activeIndex[place] >= 0;
        return inUse && stream.Id == id ? stream : null;
    }

    public void Free(IncomingStream stream)
    {
        int index = _activeIndex[stream.Place];
        IncomingStream last = _active[--Count];
        _active[index] = last;
        _activeIndex[last.Place] = index;
        _activeIndex[stream.Place] = -1;
        _free.Push(stream);
    }
}
