using RadioNet.Protocols;

namespace RadioNet.Simulator.Conversations;

/// <summary>A spurt that a busy timeslot kept from a site, wholly or in part: the network's own record must say so.</summary>
/// <param name="Site">The site.</param>
/// <param name="Source">Who talked.</param>
/// <param name="Target">Whom it called.</param>
/// <param name="Started">When, by the wall clock.</param>
/// <param name="Frames">Frames not heard.</param>
public sealed record LeftOutSpurt(string Site, RadioId Source, uint Target, DateTimeOffset Started, int Frames);
