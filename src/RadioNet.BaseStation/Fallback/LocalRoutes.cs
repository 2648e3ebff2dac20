using System.Collections.Immutable;
using RadioNet.CallControl;

namespace RadioNet.BaseStation.Fallback;

/// <summary>
/// The way of voice between the station's own carriers: which timeslots hear which spurt, as the rules decided. Belongs to the
/// rules' thread but for <see cref="NextSpurt"/>; the voice threads see routes through <see cref="LocalPort.Source"/>.
/// </summary>
public sealed class LocalRoutes
{
    private readonly Dictionary<string, LocalPort> _ports = [];
    private readonly Dictionary<IngressId, (LocalSource Source, LocalRoute Route)> _spurts = [];
    private long _lastSpurt;

    /// <summary>Spurts that are served here.</summary>
    public int Count => _spurts.Count;

    /// <summary>The number of the next spurt that a carrier hears. For any thread.</summary>
    public IngressId NextSpurt() => new(Interlocked.Increment(ref _lastSpurt));

    /// <summary>Opens a carrier, before it is said to be up; one that was open under its id is closed.</summary>
    public LocalPort Open(string carrier, ILocalCarrier player)
    {
        Close(carrier);
        return _ports[carrier] = new LocalPort(player);
    }

    /// <summary>Closes a carrier: nothing is played there any more but the terminators of what was.</summary>
    public void Close(string carrier)
    {
        if (!_ports.Remove(carrier, out var closed))
        {
            return;
        }

        foreach (var (spurt, (_, route)) in _spurts.ToArray())
        {
            Publish(spurt, route with { Legs = route.Legs.RemoveAll(leg => leg.Port == closed) });
        }
    }

    /// <summary>The timeslots that hear a spurt.</summary>
    public IEnumerable<LocalSlot> HeardAt(IngressId spurt) =>
        _spurts.TryGetValue(spurt, out var known) ? known.Route.Legs.Select(leg => new LocalSlot(IdOf(leg.Port), leg.Slot)) : [];

    /// <summary>The station's own rules decide about a spurt from now on: it is no node's, and its bursts wait.</summary>
    public void Take(HeardSpurt spurt)
    {
        ArgumentNullException.ThrowIfNull(spurt);
        if (_ports.TryGetValue(spurt.At.Carrier, out var port))
        {
            _spurts[spurt.Ingress] = (port.Source(spurt.At.Slot), new LocalRoute(spurt.Ingress, false, []));
            Publish(spurt.Ingress, _spurts[spurt.Ingress].Route);
        }
    }

    /// <summary>A spurt is heard at these timeslots, whole; at one that is new it is joined with a rebuilt header.</summary>
    public void Route(IngressId spurt, ImmutableArray<LocalSlot> slots)
    {
        if (!_spurts.TryGetValue(spurt, out var known))
        {
            return;
        }

        var legs = ImmutableArray.CreateBuilder<LocalLeg>(slots.Length);
        foreach (var slot in slots)
        {
            if (_ports.TryGetValue(slot.Carrier, out var port))
            {
                legs.Add(known.Route.Legs.FirstOrDefault(leg => leg.Port == port && leg.Slot == slot.Slot) ?? NewLeg(port, slot));
            }
        }

        Publish(spurt, new LocalRoute(spurt, true, legs.DrainToImmutable()));
    }

    /// <summary>A spurt is over: what it sent is forgotten.</summary>
    public void Forget(IngressId spurt)
    {
        if (_spurts.TryGetValue(spurt, out var known))
        {
            Publish(spurt, known.Route with { IsDecided = true, Legs = [] });
            _spurts.Remove(spurt);
        }
    }

    private static LocalLeg NewLeg(LocalPort port, LocalSlot slot)
    {
        var leg = new LocalLeg(port, slot.Slot, port.Carrier.NextStream());
        port.Begin(leg.Slot, leg.Stream);
        return leg;
    }

    private void Publish(IngressId spurt, LocalRoute route)
    {
        var (source, former) = _spurts[spurt];
        _spurts[spurt] = (source, route);
        source.Publish(route);
        foreach (var leg in former.Legs)
        {
            if (!route.Legs.Contains(leg))
            {
                leg.Port.Finish(leg.Slot, leg.Stream);
            }
        }
    }

    private string IdOf(LocalPort port) => _ports.First(p => p.Value == port).Key;
}
