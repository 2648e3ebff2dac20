namespace RadioNet.Core.Services;

/// <summary>What the running node tells of itself now. Safe from any thread; cheap; never throws.</summary>
public interface INodeLive
{
    /// <summary>Sessions and counters.</summary>
    NodeStatus GetStatus();

    /// <summary>
    /// The repeaters that have, or lately had, a session, and the carriers that are attached. Those of the plan that are missing here
    /// are down.
    /// </summary>
    IReadOnlyList<RepeaterState> GetRepeaters();

    /// <summary>The base stations that are attached. Those of the plan that are missing here are not.</summary>
    IReadOnlyList<StationState> GetStations();
}
