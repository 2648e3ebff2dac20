namespace RadioNet.Core.Storage;

/// <summary>What a revocation ended.</summary>
/// <param name="Certificates">Certificates that served until then.</param>
/// <param name="Tokens">How many tokens served until then.</param>
public sealed record RevocationOutcome(IReadOnlyList<IssuedCertificate> Certificates, int Tokens);
