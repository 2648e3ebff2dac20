using System.Collections.Immutable;
using RadioNet.CallControl;

namespace RadioNet.BaseStation.Fallback;

/// <summary>Who obeys what <see cref="LocalCalls"/> decides. Called from within it: an implementation does not call it back.</summary>
public interface ILocalCallsUser
{
    /// <summary>A spurt has the floor.</summary>
    /// <param name="spurt">Which.</param>
    /// <param name="route">The timeslots that hear it, beside its own.</param>
    void Granted(IngressId spurt, ImmutableArray<LocalSlot> route);

    /// <summary>Other timeslots hear a spurt that has the floor; the route is whole.</summary>
    void Rerouted(IngressId spurt, ImmutableArray<LocalSlot> route);

    /// <summary>A spurt waits for the floor, at a position from 1.</summary>
    void Queued(IngressId spurt, int position);

    /// <summary>A spurt has not the floor. It may get it later, while it goes on.</summary>
    void Denied(IngressId spurt, Reason why);

    /// <summary>A spurt had the floor and lost it.</summary>
    void Stopped(IngressId spurt, Reason why);
}
