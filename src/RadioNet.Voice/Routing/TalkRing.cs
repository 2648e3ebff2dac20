using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Routing;

/// <summary>
/// What is said at consoles, on its way to the router's thread: a port that many talk at, each with a number of its own, which is its bursts' stream id.
/// Written from any thread, read by the router's alone; all room is taken at the start, and a full ring refuses the newest.
/// </summary>
/// <remarks>
/// A talk begins with its header, which asks for the floor. While it waits it says that header again, at least each
/// <see cref="RouterOptions.TalkInactivity"/>: it is no burst more, but a sign that somebody still asks.
/// </remarks>
public sealed class TalkRing
{
    /// <summary>Bursts that it has room for: of thirty talkers at once, two seconds.</summary>
    public const int UsualCapacity = 1024;

    private readonly byte[] _octets;
    private readonly int _mask;
    private readonly Lock _writing = new();
    private Action? _wake;
    private long _written;
    private long _read;
    private long _lost;

    /// <param name="capacity">Bursts that may wait; a power of two.</param>
    public TalkRing(int capacity = UsualCapacity)
    {
        if (!int.IsPow2(capacity)) throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "A power of two.");
        (_octets, _mask) = (new byte[capacity * DmrdPacket.Length], capacity - 1);
    }

    /// <summary>The colour code that the bursts have.</summary>
    public static ColorCode ColorCode { get; } = new(1);

    /// <summary>Bursts that found no room.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>How many bursts wait; on the reader's thread a lower bound.</summary>
    internal int Count => (int)(Volatile.Read(ref _written) - _read);

    /// <summary>Adds a burst; false when there is no room. From any thread.</summary>
    /// <param name="header">Who talks to whom, the burst's kind, its sequence number, and the talk's number as stream id, which is not 0 and rises from talk to talk.</param>
    /// <param name="burst">The 33 octets of the burst, in <see cref="ColorCode"/>.</param>
    public bool TryWrite(in DmrdHeader header, ReadOnlySpan<byte> burst)
    {
        lock (_writing)
        {
            if (_written - Volatile.Read(ref _read) > _mask)
            {
                Volatile.Write(ref _lost, _lost + 1);
                return false;
            }

            header.Write(Octets((int)_written & _mask), burst);
            Volatile.Write(ref _written, _written + 1);
        }

        Volatile.Read(ref _wake)?.Invoke();
        return true;
    }

    /// <summary>Who is woken by a burst from now on.</summary>
    internal void Wakes(Action wake) => Volatile.Write(ref _wake, wake);

    /// <summary>The oldest burst that waits, in place until <see cref="Drop"/>; there must be one. On the router's thread.</summary>
    internal DmrdPacket Peek() =>
        DmrdPacket.TryRead(Octets((int)_read & _mask), out DmrdPacket packet) ? packet : throw new InvalidOperationException("A burst in the ring is no DMRD.");

    /// <summary>Makes room of the oldest. On the router's thread.</summary>
    internal void Drop() => Volatile.Write(ref _read, _read + 1);

    private Span<byte> Octets(int place) => _octets.AsSpan(place * DmrdPacket.Length, DmrdPacket.Length);
}
