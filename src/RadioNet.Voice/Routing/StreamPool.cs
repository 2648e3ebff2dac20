namespace RadioNet.Voice.Routing;

/// <summary>
/// The streams: made as they are first needed, up to a bound, and used again. A stream's id is a number that is never used
/// twice, with its place in the pool in the lower 16 bits, so that a command finds it without a look-up.
/// </summary>
internal sealed class StreamPool(int most)
{
    private const int PlaceBits = 16;

    private readonly IncomingStream?[] _all = new IncomingStream?[most];
    private readonly IncomingStream[] _active = new IncomingStream[most];
    private readonly int[] _activeIndex = new int[most];
    private readonly Stack<IncomingStream> _free = new(most);
    private int _made;
    private long _issued;

    /// <summary>The streams in use, in no order. Freeing one moves the last to its place: walk from the end.</summary>
    public ReadOnlySpan<IncomingStream> Active => _active.AsSpan(0, Count);

    public int Count { get; private set; }

    /// <summary>Takes a stream and its new id; null when all are in use.</summary>
    public IncomingStream? Take(out StreamId id)
    {
        id = default;
        if (!_free.TryPop(out IncomingStream? stream))
        {
            if (_made == most) return null;
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
