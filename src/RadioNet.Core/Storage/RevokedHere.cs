namespace RadioNet.Core.Storage;

/// <summary>What this node's CA has revoked.</summary>
/// <param name="Number">The number of the last revocation; it rises, and is at least its time in milliseconds since 1970. 0 when there was none.</param>
/// <param name="Serials">Serial numbers of revoked certificates, upper-case hexadecimal.</param>
/// <param name="Peers">Peers of which all certificates were revoked, as <c>site/ID</c> or <c>node/ID</c>, and when.</param>
public sealed record RevokedHere(long Number, IReadOnlyList<string> Serials, IReadOnlyList<(string Name, DateTimeOffset At)> Peers);
