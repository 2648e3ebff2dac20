namespace RadioNet.Protocols.Dmr;

/// <summary>What goes on in a timeslot, 4 bits (ETSI TS 102 361-2, table 7.10); others are reserved.</summary>
public enum SlotActivity : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A CSBK to a group.</summary>
    GroupCsbk = 2,

    /// <summary>A CSBK to a radio.</summary>
    UnitCsbk = 3,

    /// <summary>Group voice.</summary>
    GroupVoice = 8,

    /// <summary>Individual voice.</summary>
    UnitVoice = 9,

    /// <summary>Individual data.</summary>
    UnitData = 10,

    /// <summary>Group data.</summary>
    GroupData = 11,

    /// <summary>An emergency in group voice.</summary>
    EmergencyGroupVoice = 12,

    /// <summary>An emergency in individual voice.</summary>
    EmergencyUnitVoice = 13,
}
