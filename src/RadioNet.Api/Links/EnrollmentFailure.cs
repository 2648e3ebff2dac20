namespace RadioNet.Api.Links;

/// <summary>Why no certificate was got.</summary>
public enum EnrollmentFailure
{
    /// <summary>The text is no token, or not a whole one.</summary>
    BadToken,

    /// <summary>The address is not one of links, <c>https://HOST:PORT</c>; nothing was sent.</summary>
    BadAddress,

    /// <summary>The token is over; make another.</summary>
    TokenExpired,

    /// <summary>Nobody answers at the address.</summary>
    NotReachable,

    /// <summary>Who answers is no node of the token's network; nothing was sent.</summary>
    OtherNetwork,

    /// <summary>The node's certificate begins later or is long over: one of the clocks is wrong.</summary>
    ClockWrong,

    /// <summary>The node is there and could not ask the root, which alone gives certificates.</summary>
    RootAway,

    /// <summary>The node refused.</summary>
    Refused,

    /// <summary>What the node answered does not hold together.</summary>
    BadAnswer,
}
