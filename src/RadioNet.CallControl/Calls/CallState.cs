namespace RadioNet.CallControl.Calls;

/// <summary>Where a call's record stands.</summary>
public enum CallState : byte
{
    /// <summary>Somebody talks, or the hang time runs.</summary>
    Running,

    /// <summary>Over.</summary>
    Ended,

    /// <summary>Never was: the request was denied.</summary>
    Denied,
}
