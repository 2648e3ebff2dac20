using RadioNet.Voice.Routing;

namespace RadioNet.Core.Records.Traces;

/// <summary>What the router notes of voice that passes, on its way to the trace: one writer that never waits, all room taken at the start.</summary>
/// <param name="capacity">A power of two.</param>
internal sealed class PassRing(int capacity)
{
    private readonly PassMark[] _marks = new PassMark[capacity];
    private readonly int _mask = capacity - 1;
    private long _written;
    private long _read;
    private long _lost;

    /// <summary>Those that found no room.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>On the router's thread.</summary>
    public void Write(in PassMark mark)
    {
        var at = _written;
        if (at - Volatile.Read(ref _read) > _mask)
        {
            _lost++;
            return;
        }

        _marks[(int)at & _mask] = mark;
        Volatile.Write(ref _written, at + 1);
    }

    /// <summary>On one thread at a time.</summary>
    public bool TryRead(out PassMark mark)
    {
        var at = _read;
        if (at == Volatile.Read(ref _written))
        {
            mark = default;
            return false;
        }

        mark = _marks[(int)at & _mask];
        Volatile.Write(ref _read, at + 1);
        return true;
    }
}
