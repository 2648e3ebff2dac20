namespace RadioNet.Protocols.Identity;

/// <summary>What came of reading a token.</summary>
public enum EnrollmentTokenStatus
{
    /// <summary>It is whole.</summary>
    Done,

    /// <summary>The text is no token.</summary>
    NotAToken,

    /// <summary>It is a token of another version than 1.</summary>
    OtherVersion,

    /// <summary>Its end is missing: it was not copied whole.</summary>
    Truncated,

    /// <summary>It has been altered: its check does not fit.</summary>
    Damaged,
}
