namespace RadioNet.Core.Services;

/// <summary>What a timeslot does now.</summary>
public enum SlotActivity
{
    /// <summary>Nothing.</summary>
    Idle,

    /// <summary>A radio is heard on it.</summary>
    Receiving,

    /// <summary>A call is sent on it.</summary>
    Sending,
}
