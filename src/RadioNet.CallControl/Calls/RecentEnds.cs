namespace RadioNet.CallControl.Calls;

/// <summary>The last streams that ended: an end may overtake its own request on the way, and then nothing must be granted.</summary>
internal sealed class RecentEnds
{
    private const int Kept = 64;

    private readonly Queue<IngressId> _order = new();
    private readonly HashSet<IngressId> _ends = [];

    public bool Contains(IngressId ingress) => _ends.Contains(ingress);

    public void Add(IngressId ingress)
    {
        if (!_ends.Add(ingress))
        {
            return;
        }

        _order.Enqueue(ingress);
        if (_order.Count > Kept)
        {
            _ends.Remove(_order.Dequeue());
        }
    }
}
