using System.Collections.Immutable;
using RadioNet.Api;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.BaseStation.Fallback;

/// <summary>
/// The spurts of a base station's carriers, each with its one server: the node, or the station's own rules where none serves.
/// Pure and synchronous; belongs to one thread.
/// </summary>
/// <remarks>
/// What the carriers say comes in its order, and what the link says in the same row: a carrier gets the voice session of a node
/// after <see cref="NodeServes"/> was said, so that what began without a node stays without it.
/// </remarks>
public sealed class StationCalls : ILocalCallsUser
{
    private readonly ServingState _serving = new();
    private readonly LocalCalls _local;
    private readonly LocalRoutes _routes;
    private readonly IStationCallsUser _user;

    /// <summary>Begins without a node and with no carrier up.</summary>
    /// <inheritdoc cref="LocalCalls(string, string, int, PlanIndex?, TimeProvider, ILocalCallsUser)"/>
    /// <param name="routes">The way of voice between the carriers.</param>
    public StationCalls(string site, string baseStation, int start, PlanIndex? plan, TimeProvider time, LocalRoutes routes, IStationCallsUser user)
    {
        (_routes, _user) = (routes, user);
        _local = new LocalCalls(site, baseStation, start, plan, time, this);
    }

    /// <summary>Whether a node serves the station.</summary>
    public bool IsServed => _serving.IsServed;

    /// <summary>Whether nobody talks, and no call of the station's own is kept: it may move to another node.</summary>
    public bool IsQuiet => _serving.IsQuiet && _local.IsQuiet;

    /// <summary>Records that found no room between two calls of <see cref="Drain"/>.</summary>
    public long Lost => _local.Lost;

    /// <summary>The spurts that run.</summary>
    public IEnumerable<HeardSpurt> Spurts => _serving.Spurts;

    /// <summary>How a spurt stands.</summary>
    public SpurtStanding Of(IngressId spurt) => _serving.Of(spurt);

    /// <inheritdoc cref="LocalCalls.Obey"/>
    public void Obey(PlanIndex plan) => _local.Obey(plan);

    /// <inheritdoc cref="LocalCalls.CarrierUp"/>
    public void CarrierUp(string carrier) => _local.CarrierUp(carrier);

    /// <inheritdoc cref="LocalCalls.CarrierDown"/>
    public void CarrierDown(string carrier) => _local.CarrierDown(carrier);

    /// <summary>A radio keyed up.</summary>
    public void Start(HeardSpurt spurt)
    {
        switch (_serving.Start(spurt))
        {
            case ServingAction.AskNode:
                _local.Watch(spurt);
                _user.AskNode(spurt);
                break;
            case ServingAction.AskLocal:
                AskLocal(spurt);
                break;
        }
    }

    /// <summary>A radio was refused by the carrier's own access rule: whoever serves the station writes it down.</summary>
    public void Refuse(HeardSpurt spurt, Reason why)
    {
        if (_serving.IsServed)
        {
            _user.TellRefused(spurt, why);
        }
        else
        {
            _local.Refuse(spurt, why);
        }
    }

    /// <summary>A spurt's service options became known.</summary>
    public void LearnOptions(IngressId spurt, ServiceOptions options)
    {
        _serving.LearnOptions(spurt, options);
        _local.LearnOptions(spurt, options);
    }

    /// <summary>A spurt still runs; to be said each second.</summary>
    public void StillThere(IngressId spurt) => _local.StillThere(spurt);

    /// <summary>A radio is done.</summary>
    public void End(IngressId spurt, SpurtOver over)
    {
        if (_serving.Note(spurt, ServingEvent.Over) == ServingAction.Finish)
        {
            _routes.Forget(spurt);
            _local.End(spurt, over);
        }
    }

    /// <summary>A node serves the station from now on: what begins is its, what runs here goes on here.</summary>
    public void NodeServes() => _serving.NodeBack();

    /// <summary>No node serves the station any more: what runs goes on by its own rules.</summary>
    public void NodeLost()
    {
        foreach (var spurt in _serving.NodeLost())
        {
            AskLocal(spurt);
        }
    }

    /// <summary>The node decided about a spurt; what it says of another one than runs there means nothing.</summary>
    public void Decide(SpurtDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var at = new LocalSlot(decision.Carrier, decision.Slot == (uint)Timeslot.Two ? Timeslot.Two : Timeslot.One);
        if (_serving.At(at) is not { } spurt || spurt.Source.Value != decision.Source || spurt.Target != decision.Target)
        {
            return;
        }

        var (happened, outcome) = decision.Outcome switch
        {
            SpurtOutcome.Granted => (ServingEvent.NodeGrants, FloorOutcome.Granted),
            SpurtOutcome.Queued => (ServingEvent.NodeQueues, FloorOutcome.Queued),
            SpurtOutcome.Denied => (ServingEvent.NodeDenies, FloorOutcome.Denied),
            SpurtOutcome.Stopped => (ServingEvent.NodeStops, FloorOutcome.Stopped),
            _ => default,
        };
        if (outcome != FloorOutcome.Undecided)
        {
            Note(spurt.Ingress, happened, outcome, Reasons.Parse(decision.Reason), (int)Math.Min(decision.Position, int.MaxValue));
        }
    }

    /// <summary>The station stops: its own calls that run are over.</summary>
    public void Close() => _local.Close();

    /// <summary>Does what is due.</summary>
    public void Tick() => _local.Tick();

    /// <inheritdoc cref="LocalCalls.UntilNext"/>
    public TimeSpan UntilNext(TimeSpan longest) => _local.UntilNext(longest);

    /// <inheritdoc cref="LocalCalls.Drain"/>
    public IReadOnlyList<LocalRecord> Drain() => _local.Drain();

    void ILocalCallsUser.Granted(IngressId spurt, ImmutableArray<LocalSlot> route)
    {
        Note(spurt, ServingEvent.LocalGrants, FloorOutcome.Granted, Reason.None);
        Route(spurt, route);
    }

    void ILocalCallsUser.Rerouted(IngressId spurt, ImmutableArray<LocalSlot> route) => Route(spurt, route);

    void ILocalCallsUser.Queued(IngressId spurt, int position) =>
        Note(spurt, ServingEvent.LocalQueues, FloorOutcome.Queued, Reason.None, position);

    void ILocalCallsUser.Denied(IngressId spurt, Reason why)
    {
        Note(spurt, ServingEvent.LocalDenies, FloorOutcome.Denied, why);
        _routes.Route(spurt, []);
    }

    void ILocalCallsUser.Stopped(IngressId spurt, Reason why)
    {
        Note(spurt, ServingEvent.LocalStops, FloorOutcome.Stopped, why);
        _routes.Route(spurt, []);
    }

    private void AskLocal(HeardSpurt spurt)
    {
        _routes.Take(spurt);
        _local.Start(spurt);
    }

    private void Route(IngressId spurt, ImmutableArray<LocalSlot> route)
    {
        if (_serving.Of(spurt) == SpurtStanding.LocalGranted)
        {
            _routes.Route(spurt, route);
        }
    }

    private void Note(IngressId spurt, ServingEvent happened, FloorOutcome outcome, Reason why, int position = 0)
    {
        if (_serving.Find(spurt) is { } heard && _serving.Note(spurt, happened) == ServingAction.Tell)
        {
            _user.Decided(heard, outcome, why, position);
        }
    }
}
