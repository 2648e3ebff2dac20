using System.Diagnostics.CodeAnalysis;
using RadioNet.CallControl.Messages;

namespace RadioNet.CallControl.Registration;

/// <summary>The last streams that ended: a denial may come later than its stream's end, and is finished then.</summary>
internal sealed class RecentlyOver
{
    private const int Kept = 512;

    private readonly Queue<IngressId> _order = new();
    private readonly Dictionary<IngressId, ToIngress.Over> _all = [];

    public void Add(ToIngress.Over over)
    {
        _all[over.Ingress] = over;
        _order.Enqueue(over.Ingress);
        if (_order.Count > Kept)
        {
            _all.Remove(_order.Dequeue());
        }
    }

    public bool TryGet(IngressId ingress, [NotNullWhen(true)] out ToIngress.Over? over) => _all.TryGetValue(ingress, out over);
}
