namespace RadioNet.Core.Records;

/// <summary>How far a call has come.</summary>
public enum CallState
{
    /// <summary>It runs, or its hang time does.</summary>
    Running,

    /// <summary>It is over.</summary>
    Ended,

    /// <summary>It never had the floor.</summary>
    Denied,
}
