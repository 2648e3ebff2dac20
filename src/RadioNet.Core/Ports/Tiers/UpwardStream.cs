using RadioNet.Core.Storage;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// Says what a child sends to its parent next of all that lies in its stores (contract: <c>tier_records.proto</c>). It keeps nothing but
/// how far each store is: what is sent is read when there is room for it. One caller at a time.
/// </summary>
/// <typeparam name="T">What is sent.</typeparam>
/// <param name="log">Where it lies.</param>
/// <param name="numberOf">Its number in its store.</param>
/// <param name="window">How many may be on their way at once.</param>
/// <param name="room">The room for these and others together; one may be on its way in any case.</param>
internal sealed class UpwardStream<T>(IStoreLog<T> log, Func<T, long> numberOf, int window = UpwardStream<T>.Window, UpwardRoom? room = null)
{
    /// <summary>How many are on their way at once.</summary>
    public const int Window = 1024;

    /// <summary>What is read of the disk at once.</summary>
    private const int MostRead = 128;

    /// <summary>The most stores of one offer.</summary>
    public const int LargestOffer = 256;

    /// <summary>After that long without a word about what is on its way, it is offered again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly UpwardRoom _room = room ?? new UpwardRoom();
    private readonly Dictionary<StoreId, Progress> _stores = [];
    private int _underWay;
    private int _octets;
    private int _turn;
    private TimeSpan _heard;

    private bool HasRoom => _underWay == 0 || (_underWay < window && !_room.IsFull);

    /// <summary>A parent is there anew: everything is offered to it.</summary>
    public void Attached()
    {
        _stores.Clear();
        _room.Free(_octets);
        (_underWay, _octets) = (0, 0);
    }

    /// <summary>The parent said how far it holds a store; true when that is further than the store itself, which then is an older copy.</summary>
    public bool Held(StoreId store, long number, TimeSpan now)
    {
        if (!_stores.TryGetValue(store, out var progress) || number <= progress.Held || number < 0)
        {
            return false;
        }

        _heard = now;
        var (arrived, octets) = progress.Take(number);
        _underWay -= arrived;
        _octets -= octets;
        _room.Free(octets);
        return number > log.Reach(store);
    }

    /// <summary>Sends what may be sent now; to be called after <see cref="Attached"/>, <see cref="Held"/>, when something was stored, and each second.</summary>
    /// <param name="now">The time since any moment, the same each time: no wall clock.</param>
    /// <param name="offer">Takes an offer; false when there is no room for it, or no parent.</param>
    /// <param name="send">Takes what lies in a store, its number and the number before it, and says how many octets it is; 0 when there is no room for it, or no parent.</param>
    public void Send(TimeSpan now, Func<IReadOnlyList<StoreId>, bool> offer, Func<StoreId, T, long, long, int> send)
    {
        if (_underWay > 0 && now - _heard >= Patience)
        {
            Attached();
        }

        if (!Offer(now, offer))
        {
            return;
        }

        // Each store is the first in its turn, so that a long one leaves the others room.
        var known = _stores.Where(store => store.Value.Held >= 0).ToList();
        _turn++;
        for (var i = 0; i < known.Count && HasRoom; i++)
        {
            var (store, progress) = known[(i + _turn) % known.Count];
            if (!Send(store, progress, now, send))
            {
                return;
            }
        }
    }

    private bool Offer(TimeSpan now, Func<IReadOnlyList<StoreId>, bool> offer)
    {
        foreach (var store in log.Lower.Prepend(log.Own))
        {
            _stores.TryAdd(store, new Progress());
        }

        foreach (var part in _stores.Where(store => store.Value.Held < 0 && !(now - store.Value.Offered < Patience)).Chunk(LargestOffer))
        {
            if (!offer([.. part.Select(store => store.Key)]))
            {
                return false;
            }

            foreach (var (_, progress) in part)
            {
                progress.Offered = now;
            }
        }

        return true;
    }

    /// <summary>Sends what follows of one store; false when there was no room.</summary>
    private bool Send(StoreId store, Progress progress, TimeSpan now, Func<StoreId, T, long, long, int> send)
    {
        while (HasRoom && log.Reach(store) is var reach && reach > progress.Read)
        {
            var next = log.After(store, progress.Read, Math.Min(window - _underWay, MostRead));
            foreach (var item in next)
            {
                if (!HasRoom)
                {
                    return true;
                }

                var number = numberOf(item);
                var octets = send(store, item, number, progress.Sent);
                if (octets == 0)
                {
                    return false;
                }

                if (_underWay == 0)
                {
                    _heard = now;
                }

                progress.Sent = progress.Read = number;
                progress.UnderWay.Enqueue((number, octets));
                _underWay++;
                _octets += octets;
                _room.Take(octets);
            }

            if (next.Count == 0)
            {
                // All up to there was somebody else's.
                progress.Read = reach;
            }
        }

        return true;
    }

    /// <summary>How far one store is.</summary>
    private sealed class Progress
    {
        /// <summary>How far the parent holds it; -1 until it has said so.</summary>
        public long Held { get; private set; } = -1;

        /// <summary>The newest that was sent, or what the parent held.</summary>
        public long Sent { get; set; }

        /// <summary>How far the store was read.</summary>
        public long Read { get; set; }

        /// <summary>When it was offered; null before.</summary>
        public TimeSpan? Offered { get; set; }

        public Queue<(long Number, int Octets)> UnderWay { get; } = new();

        /// <summary>The parent holds more; how many are not on their way any more, and their octets.</summary>
        public (int Arrived, int Octets) Take(long number)
        {
            Held = number;
            (Sent, Read) = (Math.Max(Sent, number), Math.Max(Read, number));
            var (arrived, octets) = (0, 0);
            while (UnderWay.TryPeek(out var first) && first.Number <= number)
            {
                UnderWay.Dequeue();
                arrived++;
                octets += first.Octets;
            }

            return (arrived, octets);
        }
    }
}
