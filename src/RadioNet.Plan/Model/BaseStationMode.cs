namespace RadioNet.Plan.Model;

/// <summary>How a base station of ours gives its timeslots to calls.</summary>
public enum BaseStationMode
{
    /// <summary>Each timeslot is a channel of its own, as at a repeater (ETSI calls it Tier II).</summary>
    Conventional,

    /// <summary>A control channel assigns timeslots call by call (ETSI calls it Tier III, TS 102 361-4).</summary>
    Trunked,
}
