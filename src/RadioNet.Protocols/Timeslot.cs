namespace RadioNet.Protocols;

/// <summary>One of the two TDMA channels of a DMR carrier (ETSI TS 102 361-1, clause 4.2).</summary>
public enum Timeslot : byte
{
    /// <summary>No timeslot: not known, or not said.</summary>
    None = 0,

    /// <summary>TDMA channel 1.</summary>
    One = 1,

    /// <summary>TDMA channel 2.</summary>
    Two = 2,
}
