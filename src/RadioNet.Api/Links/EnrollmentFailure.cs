namespace RadioNet.Api.Links;

/// <summary>Why no certificate was got.</summary>
public enum EnrollmentFailure
{
    /// <summary>The token is over; make another.</summary>
    TokenExpired,

    /// <summary>Nobody answers at the address.</summary>
    NotReachable,

    /// <summary>Who answers is no node of the token's network; nothing was sent.</summary>
    OtherNetwork,

    /// <summary>The node's certificate begins later or is long over: one of the clocks is wrong.</summary>
    ClockWrong,

    /// <summary>The node refused.</summary>
    Refused,

    /// <summary>What the node answered does not hold together.</summary>
    BadAnswer,
}
