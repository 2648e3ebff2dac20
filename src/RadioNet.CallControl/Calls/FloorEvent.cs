namespace RadioNet.CallControl.Calls;

/// <summary>What can happen to a call's floor.</summary>
public enum FloorEvent : byte
{
    /// <summary>Somebody asks who must wait for the talker.</summary>
    Request,

    /// <summary>Somebody asks who takes the floor from the talker: an emergency, or who may.</summary>
    StrongerRequest,

    /// <summary>The talker is done, or gone.</summary>
    TalkerOver,

    /// <summary>The talker has talked as long as the talkgroup allows, or the plan no longer allows it.</summary>
    TalkerCut,

    /// <summary>The hang time has passed.</summary>
    HangOver,
}
