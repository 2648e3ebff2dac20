using System.Diagnostics.CodeAnalysis;

namespace RadioNet.Core.Consoles;

/// <summary>
/// What waits to be sent to one console: events, and at most half a second of speech, of which the oldest makes room. Whoever puts something in never
/// waits; the order between events and speech stays. One reader.
/// </summary>
internal sealed class ConsoleOutbox : IDisposable
{
    /// <summary>Pieces of speech that may wait.</summary>
    public const int MostPieces = 25;

    /// <summary>Events that may wait: who has read none of so many reads nothing any more.</summary>
    public const int MostEvents = 512;

    private readonly byte[] _octets = new byte[MostPieces * SpeechMessage.Length];
    private readonly long[] _eventsBefore = new long[MostPieces];
    private readonly Queue<ConsoleEvent> _events = new();
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _news = new(0, 1);
    private int _first;
    private int _count;
    private long _eventsPut;
    private long _eventsTaken;
    private long _dropped;
    private bool _isClosed;

    /// <summary>Pieces that were dropped because the console did not read.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Whether nothing goes in any more: it was closed, or nobody reads.</summary>
    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>Puts speech in.</summary>
    public void Put(ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            if (_count == MostPieces)
            {
                _first = (_first + 1) % MostPieces;
                _count--;
                _dropped++;
            }

            var place = (_first + _count++) % MostPieces;
            message.CopyTo(Room(place));
            _eventsBefore[place] = _eventsPut;
        }

        Ring();
    }

    /// <summary>Puts an event in; one that finds no room closes the box.</summary>
    public void Put(ConsoleEvent said)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            if (_events.Count >= MostEvents)
            {
                _isClosed = true;
            }
            else
            {
                _events.Enqueue(said);
                _eventsPut++;
            }
        }

        Ring();
    }

    /// <summary>Nothing more goes in; what is in can still be taken.</summary>
    public void Close()
    {
        Volatile.Write(ref _isClosed, true);
        Ring();
    }

    /// <summary>Takes what is next; false when nothing is there.</summary>
    /// <param name="message">Room for speech.</param>
    /// <param name="said">The event; null for speech, which is in <paramref name="message"/>.</param>
    public bool TryTake(Span<byte> message, out ConsoleEvent? said)
    {
        lock (_gate)
        {
            said = null;
            if (_count > 0 && _eventsBefore[_first] <= _eventsTaken)
            {
                Room(_first).CopyTo(message);
                _first = (_first + 1) % MostPieces;
                _count--;
                return true;
            }

            if (!_events.TryDequeue(out said))
            {
                return false;
            }

            _eventsTaken++;
            return true;
        }
    }

    /// <summary>Waits until something may be there, or the box is closed.</summary>
    public Task WaitAsync(CancellationToken cancel) => _news.WaitAsync(cancel);

    public void Dispose() => _news.Dispose();

    [SuppressMessage("Reliability", "CA1031", Justification = "The race of two who ring at once is no failure.")]
    private void Ring()
    {
        if (_news.CurrentCount == 0)
        {
            try
            {
                _news.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else rang meanwhile.
            }
            catch (ObjectDisposedException)
            {
                // Its reader is gone.
            }
        }
    }

    private Span<byte> Room(int place) => _octets.AsSpan(place * SpeechMessage.Length, SpeechMessage.Length);
}
