using System.Diagnostics.CodeAnalysis;

namespace RadioNet.Voice.Routing;

/// <summary>
/// The orders to pass on what comes from other nodes, by spurt: bounded in number, and made of a pool. Those that rest stand in a
/// row, the one that has rested longest first: it goes when its time is over, or when there is no room for a new one.
/// </summary>
internal sealed class RelayTable(int most)
{
    /// <summary>How many are made at the start, and how many there is room for then.</summary>
    private const int MadeEarly = 256, RoomEarly = 1024;

    private readonly Dictionary<ulong, RelayOrder> _all = new(Math.Min(most, RoomEarly));
    private readonly Stack<RelayOrder> _free = new(Enumerable.Range(0, Math.Min(most, MadeEarly)).Select(_ => new RelayOrder()));
    private RelayOrder? _oldest;
    private RelayOrder? _newest;

    public int Count => _all.Count;

    public bool IsFull => _all.Count == most;

    public RelayOrder? Find(ulong spurt) => _all.GetValueOrDefault(spurt);

    /// <summary>Adds an order, which rests from now on. There must be room.</summary>
    public RelayOrder Add(ulong spurt, long now)
    {
        RelayOrder order = _free.TryPop(out RelayOrder? made) ? made : new RelayOrder();
        order.Spurt = spurt;
        _all.Add(spurt, order);
        Rest(order, now);
        return order;
    }

    /// <summary>Takes an order out, which may not be used from then on.</summary>
    public void Remove(RelayOrder order)
    {
        if (!_all.Remove(order.Spurt)) return;
        if (order.Stream is null) Unlink(order);
        (order.From, order.Route, order.Stream, order.Heard, order.LastPort) = (null, Route.None, null, false, default);
        _free.Push(order);
    }

    /// <summary>Its voice has come.</summary>
    public void Use(RelayOrder order, IncomingStream stream)
    {
        if (order.Stream is null) Unlink(order);
        (order.Stream, order.Heard, order.LastPort, order.LastSsrc) = (stream, true, stream.Port.Id, stream.Key.Ssrc);
    }

    /// <summary>Its voice is over, or has not come yet.</summary>
    public void Rest(RelayOrder order, long now)
    {
        (order.Stream, order.RestsSince, order.Older, order.Newer) = (null, now, _newest, null);
        if (_newest is null) _oldest = order;
        else _newest.Newer = order;
        _newest = order;
    }

    /// <summary>It begins to rest anew, if it rests.</summary>
    public void Refresh(RelayOrder order, long now)
    {
        if (order.Stream is not null) return;
        Unlink(order);
        Rest(order, now);
    }

    /// <summary>The one that has rested longest.</summary>
    public bool TryOldest([MaybeNullWhen(false)] out RelayOrder order)
    {
        order = _oldest;
        return order is not null;
    }

    private void Unlink(RelayOrder order)
    {
        if (order.Older is null) _oldest = order.Newer;
        else order.Older.Newer = order.Newer;
        if (order.Newer is null) _newest = order.Older;
        else order.Newer.Older = order.Older;
        (order.Older, order.Newer) = (null, null);
    }
}
