using System.Collections.Immutable;
using RadioNet.CallControl.Messages;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.World;

/// <summary>What the router's orders mean: which stream is sent to which timeslot at each moment.</summary>
internal sealed class RouterModel(Func<IngressId, Press?> pressOf)
{
    private readonly Dictionary<RepeaterSlot, (uint Highest, Press? Occupant)> _slots = [];
    private readonly Dictionary<IngressId, ImmutableArray<SlotLease>> _routes = [];
    private readonly HashSet<(RepeaterId, IngressId)> _onLinks = [];

    /// <summary>Each start and stop at a timeslot, in order.</summary>
    public List<(RepeaterSlot At, IngressId Stream, bool Start)> Log { get; } = [];

    public int Refused { get; private set; }

    public IEnumerable<(RepeaterSlot At, Press Stream)> Sent =>
        _slots.Where(s => s.Value.Occupant is not null).Select(s => (s.Key, s.Value.Occupant!));

    public Press? At(uint repeater, Timeslot slot) => _slots.GetValueOrDefault(new(new(repeater), slot)).Occupant;

    /// <summary>Whether a link carries a stream outwards.</summary>
    public bool OnLink(uint link, Press press) => _onLinks.Contains((new(link), press.Ingress));

    public int CountOnLink(uint link) => _onLinks.Count(l => l.Item1.Value == link);

    public ImmutableArray<SlotLease> RouteOf(IngressId stream) => _routes.GetValueOrDefault(stream, []);

    public void Obey(ToRouter order)
    {
        switch (order)
        {
            case ToRouter.Grant grant when pressOf(grant.Ingress) is { IsOver: false } press:
                (press.IsPassing, press.WasGranted, press.OutgoingStream) = (true, true, grant.OutgoingStream);
                Route(press, grant.Route);
                break;
            case ToRouter.Reroute reroute when pressOf(reroute.Ingress) is { IsPassing: true } press:
                Route(press, reroute.Route);
                break;
            case ToRouter.Refuse refuse when pressOf(refuse.Ingress) is { } press:
                press.WasRefused = true;
                End(press);
                break;
            case ToRouter.Stop stop when pressOf(stop.Ingress) is { } press:
                press.WasStopped = true;
                End(press);
                break;
            case ToRouter.Queued queued when pressOf(queued.Ingress) is { } press:
                press.Position = queued.Position;
                break;
        }
    }

    /// <summary>A stream is over: terminators everywhere.</summary>
    public void End(Press press)
    {
        press.IsPassing = false;
        Route(press, []);
        _routes.Remove(press.Ingress);
    }

    /// <summary>A repeater's session is over: nothing is sent there, and its new session is another port.</summary>
    public void Close(RepeaterId repeater)
    {
        foreach (var slot in _slots.Keys.Where(s => s.Repeater == repeater).ToArray())
        {
            Leave(slot);
            _slots.Remove(slot);
        }

        _onLinks.RemoveWhere(l => l.Item1 == repeater);
    }

    private void Route(Press press, ImmutableArray<SlotLease> route)
    {
        foreach (var (at, _) in Sent.Where(s => s.Stream == press && !route.Any(l => IsAt(l, s.At))).ToArray())
        {
            Leave(at);
        }

        _onLinks.RemoveWhere(l => l.Item2 == press.Ingress && !route.Any(r => r.Repeater == l.Item1));
        _routes[press.Ingress] = route;
        foreach (var lease in route)
        {
            if (lease.Lease == 0)
            {
                _onLinks.Add((lease.Repeater, press.Ingress));
                continue;
            }

            Join(press, lease);
        }
    }

    private void Join(Press press, SlotLease lease)
    {
        var at = new RepeaterSlot(lease.Repeater, lease.Slot);
        var (highest, occupant) = _slots.GetValueOrDefault(at);
        if (lease.Lease < highest)
        {
            Refused++;
            return;
        }

        if (occupant != press)
        {
            Leave(at);
            Log.Add((at, press.Ingress, true));
        }

        _slots[at] = (lease.Lease, press);
    }

    private void Leave(RepeaterSlot at)
    {
        if (_slots.TryGetValue(at, out var slot) && slot.Occupant is { } occupant)
        {
            Log.Add((at, occupant.Ingress, false));
            _slots[at] = (slot.Highest, null);
        }
    }

    private static bool IsAt(SlotLease lease, RepeaterSlot at) => lease.Repeater == at.Repeater && lease.Slot == at.Slot;
}
