namespace RadioNet.Protocols.Homebrew;

/// <summary>Which timeslots a repeater serves, as its configuration says.</summary>
public enum RepeaterSlots : byte
{
    /// <summary>None, or not said.</summary>
    None = 0,

    /// <summary>Timeslot 1.</summary>
    One = 1,

    /// <summary>Timeslot 2.</summary>
    Two = 2,

    /// <summary>Both, duplex.</summary>
    Both = 3,

    /// <summary>A simplex hotspot: timeslot 2 on the wire.</summary>
    Simplex = 4,
}
