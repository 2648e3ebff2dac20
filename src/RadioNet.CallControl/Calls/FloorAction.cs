namespace RadioNet.CallControl.Calls;

/// <summary>What a call's arbiter does.</summary>
public enum FloorAction : byte
{
    /// <summary>Nothing: the event belongs to a state that is past.</summary>
    Ignore,

    /// <summary>Begins a call and grants its floor.</summary>
    StartCall,

    /// <summary>Grants the floor of the running call.</summary>
    GrantNext,

    /// <summary>Queues who can wait, denies who can't.</summary>
    WaitOrDeny,

    /// <summary>Stops the talker and grants the floor.</summary>
    PreEmpt,

    /// <summary>Notes the end of the spurt; then the queue's first talks, or the hang time begins.</summary>
    FinishSpurt,

    /// <summary>Stops the talker; then as <see cref="FinishSpurt"/>.</summary>
    CutSpurt,

    /// <summary>Ends the call and gives its timeslots back.</summary>
    EndCall,
}
