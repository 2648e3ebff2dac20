using RadioNet.Protocols;

namespace RadioNet.Simulator.Conversations;

/// <summary>A spurt that the network had to deny.</summary>
/// <param name="Source">Who talked.</param>
/// <param name="Target">Whom it called.</param>
/// <param name="Started">When, by the wall clock.</param>
/// <param name="Reason">The word that the network's record must have for it.</param>
public sealed record DeniedSpurt(RadioId Source, uint Target, DateTimeOffset Started, string Reason);
