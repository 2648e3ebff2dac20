using RadioNet.CallControl;

namespace RadioNet.BaseStation.Fallback;

/// <summary>
/// Who decides about each spurt at the station's carriers (<see cref="ServingTable"/>): the node that serves the station, or the
/// station's own rules. Pure; belongs to one thread.
/// </summary>
public sealed class ServingState
{
    private readonly Dictionary<IngressId, (HeardSpurt Spurt, SpurtStanding Standing)> _spurts = [];

    /// <summary>Whether a node serves the station.</summary>
    public bool IsServed { get; private set; }

    /// <summary>The spurts that run.</summary>
    public IEnumerable<HeardSpurt> Spurts => _spurts.Values.Select(s => s.Spurt);

    /// <summary>Whether nobody talks.</summary>
    public bool IsQuiet => _spurts.Count == 0;

    /// <summary>How a spurt stands; <see cref="SpurtStanding.None"/> for one that does not run.</summary>
    public SpurtStanding Of(IngressId spurt) => _spurts.GetValueOrDefault(spurt).Standing;

    /// <summary>A spurt that runs; null for another one.</summary>
    public HeardSpurt? Find(IngressId spurt) => _spurts.GetValueOrDefault(spurt).Spurt;

    /// <summary>The spurt that runs at a timeslot; null when none does.</summary>
    public HeardSpurt? At(LocalSlot at) => _spurts.Values.FirstOrDefault(s => s.Spurt.At == at).Spurt;

    /// <summary>A radio keyed up.</summary>
    public ServingAction Start(HeardSpurt spurt)
    {
        ArgumentNullException.ThrowIfNull(spurt);
        if (_spurts.ContainsKey(spurt.Ingress))
        {
            return ServingAction.Ignore;
        }

        _spurts[spurt.Ingress] = (spurt, SpurtStanding.None);
        return Note(spurt.Ingress, IsServed ? ServingEvent.KeyedServed : ServingEvent.KeyedAlone);
    }

    /// <summary>Something happened to one spurt.</summary>
    public ServingAction Note(IngressId spurt, ServingEvent happened)
    {
        if (!_spurts.TryGetValue(spurt, out var known))
        {
            return ServingAction.Ignore;
        }

        var (next, action) = ServingTable.Look(known.Standing, happened);
        if (next == SpurtStanding.None)
        {
            _spurts.Remove(spurt);
        }
        else
        {
            _spurts[spurt] = (known.Spurt, next);
        }

        return action;
    }

    /// <summary>A spurt's service options became known.</summary>
    public void LearnOptions(IngressId spurt, ServiceOptions options)
    {
        if (_spurts.TryGetValue(spurt, out var known))
        {
            _spurts[spurt] = known with { Spurt = known.Spurt with { Options = options } };
        }
    }

    /// <summary>A node serves the station from now on.</summary>
    public void NodeBack()
    {
        IsServed = true;
        NoteAll(ServingEvent.NodeBack);
    }

    /// <summary>
    /// No node serves the station any more; tells the spurts that its own rules are to be asked about: first those that have the
    /// floor, then by their key-up.
    /// </summary>
    public IReadOnlyList<HeardSpurt> NodeLost()
    {
        IsServed = false;
        return
        [
            .. NoteAll(ServingEvent.NodeLost).OrderBy(spurt => Of(spurt.Ingress) != SpurtStanding.LocalCarried)
                .ThenBy(spurt => spurt.HeardAt).ThenBy(spurt => spurt.Ingress.Value),
        ];
    }

    private List<HeardSpurt> NoteAll(ServingEvent happened)
    {
        var asked = new List<HeardSpurt>();
        foreach (var (spurt, _) in _spurts.Values.ToArray())
        {
            if (Note(spurt.Ingress, happened) == ServingAction.AskLocal)
            {
                asked.Add(spurt);
            }
        }

        return asked;
    }
}
