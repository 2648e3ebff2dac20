namespace RadioNet.Core.Access;

/// <summary>What came of asking for a certificate.</summary>
internal enum IssueStatus
{
    /// <summary>It was given, and is stored.</summary>
    Issued,

    /// <summary>The network made no such token.</summary>
    UnknownToken,

    /// <summary>The token is over.</summary>
    ExpiredToken,

    /// <summary>The token was used with another key.</summary>
    UsedToken,

    /// <summary>The plan has no such site or node.</summary>
    NotInPlan,

    /// <summary>The certificate that asks serves no more.</summary>
    Revoked,

    /// <summary>It was renewed too often.</summary>
    TooOften,
}
