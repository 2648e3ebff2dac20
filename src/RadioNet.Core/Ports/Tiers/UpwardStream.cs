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
internal sealed class UpwardStream<T>(IStoreLog<T> log, Func<T, long> numberOf, int window = UpwardStream<T>.Window)
{
    /// <summary>How many are on their way at once.</summary>
    public const int Window = 1024;

    /// <summary>The most stores of one offer.</summary>
    public const int LargestOffer = 256;

    /// <summary>After that long without a word about what is on its way, it is offered again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<StoreId, Progress> _stores = [];
    private int _underWay;
    private int _turn;
    private TimeSpan _heard;

    /// <summary>A parent is there anew: everything is offered to it.</summary>
    public void Attached()
    {
        _stores.Clear();
        _underWay = 0;
    }

    /// <summary>The parent said how far it holds a store; true when that is further than the store itself, which then is an older copy.</summary>
    public bool Held(StoreId store, long number, TimeSpan now)
    {
        if (!_stores.TryGetValue(store, out var progress) || number <= progress.Held || number < 0)
        {
            return false;
        }

        _heard = now;
        _underWay -= progress.Take(number);
        return number > log.Reach(store);
    }

    /// <summary>Sends what may be sent now; to be called after <see cref="Attached"/>, <see cref="Held"/>, when something was stored, and each second.</summary>
    /// <param name="now">The time since any moment, the same each time: no wall clock.</param>
    /// <param name="offer">Takes an offer; false when there is no room for it, or no parent.</param>
    /// <param name="send">Takes what lies in a store, its number and the number before it; false when there is no room for it, or no parent.</param>
    public void Send(TimeSpan now, Func<IReadOnlyList<StoreId>, bool> offer, Func<StoreId, T, long, long, bool> send)
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
        for (var i = 0; i < known.Count && _underWay < window; i++)
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
    private bool Send(StoreId store, Progress progress, TimeSpan now, Func<StoreId, T, long, long, bool> send)
    {
        while (_underWay < window && log.Reach(store) is var reach && reach > progress.Read)
        {
            var next = log.After(store, progress.Read, window - _underWay);
            foreach (var item in next)
            {
                var number = numberOf(item);
                if (!send(store, item, number, progress.Sent))
                {
                    return false;
                }

                if (_underWay == 0)
                {
                    _heard = now;
                }

                progress.Sent = progress.Read = number;
                progress.UnderWay.Enqueue(number);
                _underWay++;
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

        public Queue<long> UnderWay { get; } = new();

        /// <summary>The parent holds more; how many are not on their way any more.</summary>
        public int Take(long number)
        {
            Held = number;
            (Sent, Read) = (Math.Max(Sent, number), Math.Max(Read, number));
            var arrived = 0;
            while (UnderWay.TryPeek(out var first) && first <= number)
            {
                UnderWay.Dequeue();
                arrived++;
            }

            return arrived;
        }
    }
}
