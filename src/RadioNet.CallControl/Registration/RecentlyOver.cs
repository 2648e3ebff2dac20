using System.Diagnostics.CodeAnalysis;
using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Registration;

/// <summary>The last streams that ended: a decision may come later than its stream's end.</summary>
internal sealed class RecentlyOver
{
    private const int Kept = 512;

    private readonly Queue<IngressId> _order = new();
    private readonly Dictionary<IngressId, (ToIngress.Over Over, string CallKey)> _all = [];

    public void Add(ToIngress.Over over, string callKey)
    {
        _all[over.Ingress] = (over, callKey);
        _order.Enqueue(over.Ingress);
        if (_order.Count > Kept)
        {
            _all.Remove(_order.Dequeue());
        }
    }

    public bool TryGet(
        IngressId ingress, [NotNullWhen(true)] out ToIngress.Over? over, [NotNullWhen(true)] out string? callKey)
    {
        var isThere = _all.TryGetValue(ingress, out var found);
        (over, callKey) = found;
        return isThere;
    }
}
