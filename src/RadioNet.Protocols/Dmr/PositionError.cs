namespace RadioNet.Protocols.Dmr;

/// <summary>How far a reported position may be off, 3 bits (ETSI TS 102 361-2, clause 7.2.15).</summary>
public enum PositionError : byte
{
    /// <summary>Less than 2 m.</summary>
    Below2Metres = 0,

    /// <summary>Less than 20 m.</summary>
    Below20Metres = 1,

    /// <summary>Less than 200 m.</summary>
    Below200Metres = 2,

    /// <summary>Less than 2 km.</summary>
    Below2Kilometres = 3,

    /// <summary>Less than 20 km.</summary>
    Below20Kilometres = 4,

    /// <summary>At most 200 km.</summary>
    Within200Kilometres = 5,

    /// <summary>More than 200 km.</summary>
    Beyond200Kilometres = 6,

    /// <summary>Not known: no position.</summary>
    Unknown = 7,
}
