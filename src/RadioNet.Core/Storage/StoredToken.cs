using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Storage;

/// <summary>An enrollment token as the node keeps it: never its secret.</summary>
/// <param name="SecretHash">SHA-256 of the secret, lower-case hexadecimal.</param>
/// <param name="Kind">What its bearer will be.</param>
/// <param name="Id">Which site or node of the plan.</param>
/// <param name="Made">When it was made, UTC.</param>
/// <param name="Expires">From when on it is refused, UTC.</param>
/// <param name="Who">Who made it.</param>
/// <param name="RequestId">The request that it answered.</param>
public sealed record StoredToken(
    string SecretHash, LinkPeerKind Kind, string Id, DateTimeOffset Made, DateTimeOffset Expires, string Who, string RequestId)
{
    /// <summary>The serial of the certificate that it was used up for; null until then.</summary>
    public string? Serial { get; init; }
}
