namespace RadioNet.CallControl.Registration;

/// <summary>Where a radio was last heard.</summary>
/// <param name="Site">The site.</param>
/// <param name="At">The repeater and timeslot.</param>
public readonly record struct Location(string Site, RepeaterSlot At);
