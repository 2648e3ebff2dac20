namespace RadioNet.CallControl.Calls;

/// <summary>Who waits for a floor: emergency first, then by priority, then who came first.</summary>
public sealed class FloorQueue
{
    private readonly List<FloorRequest> _waiting = [];

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Who waits, first to last.</summary>
    public IReadOnlyList<FloorRequest> Waiting => _waiting;

    /// <summary>Adds a request; returns its position, from 1.</summary>
    public int Add(FloorRequest request)
    {
        var at = _waiting.FindIndex(other => Before(request, other));
        _waiting.Insert(at < 0 ? _waiting.Count : at, request);
        return at < 0 ? _waiting.Count : at + 1;
    }

    /// <summary>Takes the first one out.</summary>
    public FloorRequest? TakeFirst()
    {
        if (_waiting.Count == 0)
        {
            return null;
        }

        var first = _waiting[0];
        _waiting.RemoveAt(0);
        return first;
    }

    /// <summary>The request of a stream that waits; null when it does not.</summary>
    public FloorRequest? Find(IngressId ingress) => _waiting.Find(r => r.Ingress == ingress);

    /// <summary>Whether a stream waits.</summary>
    public bool Contains(IngressId ingress) => Find(ingress) is not null;

    /// <summary>Takes one out that no longer asks; false when it was not there.</summary>
    public bool Remove(IngressId ingress) => _waiting.RemoveAll(r => r.Ingress == ingress) > 0;

    private static bool Before(FloorRequest one, FloorRequest other) =>
        one.Emergency != other.Emergency ? one.Emergency : one.Priority > other.Priority;
}
