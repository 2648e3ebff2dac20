using RadioNet.Voice.Routing;

namespace RadioNet.Core.Calls;

/// <summary>The router's sentences on their way to the switchboard: one writer, one reader, all room taken at the start.</summary>
/// <param name="capacity">Sentences; a power of two.</param>
internal sealed class EventRing(int capacity)
{
    private readonly RouterEvent[] _events = new RouterEvent[capacity];
    private readonly int _mask = capacity - 1;
    private long _written;
    private long _read;

    public bool IsEmpty => Volatile.Read(ref _written) == Volatile.Read(ref _read);

    public bool TryWrite(in RouterEvent said)
    {
        var at = _written;
        if (at - Volatile.Read(ref _read) > _mask)
        {
            return false;
        }

        _events[(int)at & _mask] = said;
        Volatile.Write(ref _written, at + 1);
        return true;
    }

    public bool TryRead(out RouterEvent said)
    {
        var at = _read;
        if (at == Volatile.Read(ref _written))
        {
            said = default;
            return false;
        }

        said = _events[(int)at & _mask];
        Volatile.Write(ref _read, at + 1);
        return true;
    }
}
