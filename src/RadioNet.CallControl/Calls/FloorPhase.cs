namespace RadioNet.CallControl.Calls;

/// <summary>The states of a call's floor.</summary>
public enum FloorPhase : byte
{
    /// <summary>No call.</summary>
    Idle,

    /// <summary>Somebody talks.</summary>
    Talking,

    /// <summary>Nobody talks; the call's timeslots are kept for an answer.</summary>
    Hanging,
}
