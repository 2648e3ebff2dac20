namespace RadioNet.Core.Records;

/// <summary>How far an alarm has come.</summary>
public enum AlarmState
{
    /// <summary>Nobody has looked at it.</summary>
    Raised,

    /// <summary>Somebody has it in hand.</summary>
    Acknowledged,

    /// <summary>It is over; the same thing again is a new alarm.</summary>
    Cleared,
}
