using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports.Homebrew;

/// <summary>
/// Datagrams on their way from the router's thread to the sessions' thread: one writer, one reader, all room taken at the
/// start. A full ring refuses; the writer counts.
/// </summary>
/// <param name="capacity">Datagrams; a power of two.</param>
internal sealed class DatagramRing(int capacity)
{
    /// <summary>The longest datagram that the ring takes, in bytes; longer ones are no message of the protocol.</summary>
    public const int Longest = 512;

    private readonly byte[] _bytes = new byte[capacity * Longest];
    private readonly Cell[] _cells = new Cell[capacity];
    private readonly int _mask = capacity - 1;
    private long _written;
    private long _read;

    public bool IsEmpty => Volatile.Read(ref _written) == Volatile.Read(ref _read);

    public bool TryWrite(in PeerAddress from, ReadOnlySpan<byte> datagram)
    {
        var at = _written;
        if (datagram.Length > Longest || at - Volatile.Read(ref _read) > _mask)
        {
            return false;
        }

        var index = (int)at & _mask;
        _cells[index] = new Cell(from, datagram.Length);
        datagram.CopyTo(_bytes.AsSpan(index * Longest));
        Volatile.Write(ref _written, at + 1);
        return true;
    }

    /// <summary>The oldest datagram; valid until <see cref="Drop"/>.</summary>
    public bool TryPeek(out PeerAddress from, out ReadOnlySpan<byte> datagram)
    {
        var at = _read;
        if (at == Volatile.Read(ref _written))
        {
            from = default;
            datagram = default;
            return false;
        }

        var index = (int)at & _mask;
        var cell = _cells[index];
        from = cell.From;
        datagram = _bytes.AsSpan(index * Longest, cell.Length);
        return true;
    }

    public void Drop() => Volatile.Write(ref _read, _read + 1);

    private readonly record struct Cell(PeerAddress From, int Length);
}
