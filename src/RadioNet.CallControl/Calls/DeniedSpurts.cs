namespace RadioNet.CallControl.Calls;

/// <summary>Spurts that were denied and still talk: a radio behind a conventional repeater does not know that it was denied.</summary>
internal sealed class DeniedSpurts
{
    private const int Limit = 256;

    private readonly List<FloorRequest> _all = [];

    public int Count => _all.Count;

    public IEnumerable<FloorRequest> All => _all;

    /// <summary>The first one with the emergency priority; null when there is none.</summary>
    public FloorRequest? FirstEmergency => _all.Find(r => r.Emergency);

    /// <summary>Notes a denied request, with its report in it; a stream that was denied before stays at its place.</summary>
    public void Add(FloorRequest denied)
    {
        var at = _all.FindIndex(r => r.Ingress == denied.Ingress);
        if (at >= 0)
        {
            _all[at] = denied;
            return;
        }

        if (_all.Count == Limit)
        {
            _all.RemoveAt(0);
        }

        _all.Add(denied);
    }

    public void Clear() => _all.Clear();

    public FloorRequest? Find(IngressId ingress) => _all.Find(r => r.Ingress == ingress);

    public bool Remove(IngressId ingress) => _all.RemoveAll(r => r.Ingress == ingress) > 0;

    /// <summary>The first one whose first burst came at or after a time; null when there is none.</summary>
    public FloorRequest? FirstHeardSince(DateTimeOffset time)
    {
        FloorRequest? first = null;
        foreach (var request in _all)
        {
            if (request.Stream.HeardAt >= time && (first is null || request.Stream.HeardAt < first.Stream.HeardAt))
            {
                first = request;
            }
        }

        return first;
    }
}
