namespace RadioNet.CallControl.Calls;

/// <summary>The floor's state machine as a table: (state, event) to (next state, action).</summary>
/// <remarks>The model is the floor control server of 3GPP TS 24.380, clause 6.3, cut to what DMR can do.</remarks>
public static class FloorTable
{
    /// <summary>
    /// What to do. After <see cref="FloorAction.FinishSpurt"/> and <see cref="FloorAction.CutSpurt"/> the next state is
    /// <see cref="FloorPhase.Talking"/> instead when somebody is queued, and <see cref="FloorPhase.Idle"/> when the call has no
    /// hang time.
    /// </summary>
    public static (FloorPhase Next, FloorAction Action) Look(FloorPhase phase, FloorEvent happened) => (phase, happened) switch
    {
        (FloorPhase.Idle, FloorEvent.Request) => (FloorPhase.Talking, FloorAction.StartCall),
        (FloorPhase.Idle, FloorEvent.StrongerRequest) => (FloorPhase.Talking, FloorAction.StartCall),
        (FloorPhase.Idle, _) => (FloorPhase.Idle, FloorAction.Ignore),

        (FloorPhase.Talking, FloorEvent.Request) => (FloorPhase.Talking, FloorAction.WaitOrDeny),
        (FloorPhase.Talking, FloorEvent.StrongerRequest) => (FloorPhase.Talking, FloorAction.PreEmpt),
        (FloorPhase.Talking, FloorEvent.TalkerOver) => (FloorPhase.Hanging, FloorAction.FinishSpurt),
        (FloorPhase.Talking, FloorEvent.TalkerCut) => (FloorPhase.Hanging, FloorAction.CutSpurt),
        (FloorPhase.Talking, FloorEvent.HangOver) => (FloorPhase.Talking, FloorAction.Ignore),

        (FloorPhase.Hanging, FloorEvent.Request) => (FloorPhase.Talking, FloorAction.GrantNext),
        (FloorPhase.Hanging, FloorEvent.StrongerRequest) => (FloorPhase.Talking, FloorAction.GrantNext),
        (FloorPhase.Hanging, FloorEvent.HangOver) => (FloorPhase.Idle, FloorAction.EndCall),
        (FloorPhase.Hanging, _) => (FloorPhase.Hanging, FloorAction.Ignore),

        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, null),
    };
}
