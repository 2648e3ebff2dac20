using System.Diagnostics.CodeAnalysis;

namespace RadioNet.CallControl.Calls;

/// <summary>Spurts that were denied and still talk: a radio behind a conventional repeater does not know that it was denied.</summary>
internal sealed class DeniedSpurts
{
    private const int Limit = 256;

    private readonly List<Denied> _all = [];

    public int Count => _all.Count;

    public void Add(FloorRequest request, CallReport report, DateTimeOffset at)
    {
        if (_all.Count == Limit)
        {
            _all.RemoveAt(0);
        }

        _all.Add(new Denied(request, report, at));
    }

    public bool TryTake(IngressId ingress, [NotNullWhen(true)] out Denied? denied)
    {
        var at = _all.FindIndex(d => d.Request.Ingress == ingress);
        denied = at < 0 ? null : _all[at];
        if (at >= 0)
        {
            _all.RemoveAt(at);
        }

        return at >= 0;
    }

    /// <summary>Takes out the first one that was denied at or after a time; null when none was.</summary>
    public Denied? TakeFirstSince(DateTimeOffset time)
    {
        var at = _all.FindIndex(d => d.At >= time);
        if (at < 0)
        {
            return null;
        }

        var denied = _all[at];
        _all.RemoveAt(at);
        return denied;
    }

    internal sealed record Denied(FloorRequest Request, CallReport Report, DateTimeOffset At);
}
