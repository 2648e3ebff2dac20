namespace RadioNet.BaseStation.Fallback;

/// <summary>
/// Who decides about a spurt, as a table: (standing, event) to (next standing, action). A spurt begins under the node that serves
/// the station, or under the station's own rules when none does. With the node's loss they take over what it had not denied; its
/// return takes nothing back: what runs goes on to its end, so that no change of server cuts a talker.
/// </summary>
public static class ServingTable
{
    /// <summary>What follows.</summary>
    public static (SpurtStanding Next, ServingAction Action) Look(SpurtStanding standing, ServingEvent happened) => (standing, happened) switch
    {
        (SpurtStanding.None, ServingEvent.KeyedServed) => (SpurtStanding.NodeAsked, ServingAction.AskNode),
        (SpurtStanding.None, ServingEvent.KeyedAlone) => (SpurtStanding.LocalAsked, ServingAction.AskLocal),
        (SpurtStanding.None, _) => (SpurtStanding.None, ServingAction.Ignore),
        (_, ServingEvent.Over) => (SpurtStanding.None, ServingAction.Finish),
        _ => standing <= SpurtStanding.NodeDenied ? UnderTheNode(standing, happened) : UnderItsOwnRules(standing, happened),
    };

    private static (SpurtStanding Next, ServingAction Action) UnderTheNode(SpurtStanding standing, ServingEvent happened) => (standing, happened) switch
    {
        (SpurtStanding.NodeGranted, ServingEvent.NodeGrants) => (SpurtStanding.NodeGranted, ServingAction.Ignore),
        (_, ServingEvent.NodeGrants) => (SpurtStanding.NodeGranted, ServingAction.Tell),
        (_, ServingEvent.NodeQueues) => (SpurtStanding.NodeQueued, ServingAction.Tell),
        (_, ServingEvent.NodeDenies or ServingEvent.NodeStops) => (SpurtStanding.NodeDenied, ServingAction.Tell),
        (SpurtStanding.NodeGranted, ServingEvent.NodeLost) => (SpurtStanding.LocalCarried, ServingAction.AskLocal),
        (SpurtStanding.NodeAsked or SpurtStanding.NodeQueued, ServingEvent.NodeLost) => (SpurtStanding.LocalAsked, ServingAction.AskLocal),
        _ => (standing, ServingAction.Ignore),
    };

    private static (SpurtStanding Next, ServingAction Action) UnderItsOwnRules(SpurtStanding standing, ServingEvent happened) => (standing, happened) switch
    {
        // A refusal is kept back: the talker has been told that he may talk, and is heard at his carrier.
        (SpurtStanding.LocalCarried, ServingEvent.LocalDenies or ServingEvent.LocalQueues) => (SpurtStanding.LocalCarried, ServingAction.Ignore),
        (SpurtStanding.LocalGranted, ServingEvent.LocalGrants) => (SpurtStanding.LocalGranted, ServingAction.Ignore),
        (_, ServingEvent.LocalGrants) => (SpurtStanding.LocalGranted, ServingAction.Tell),
        (_, ServingEvent.LocalQueues) => (SpurtStanding.LocalQueued, ServingAction.Tell),
        (_, ServingEvent.LocalDenies or ServingEvent.LocalStops) => (SpurtStanding.LocalDenied, ServingAction.Tell),
        _ => (standing, ServingAction.Ignore),
    };
}
