using RadioNet.Protocols.Dmr.Control;

namespace RadioNet.Simulator.Air;

/// <summary>A control signalling block that a handset received, for whomever it was.</summary>
/// <param name="Block">The block.</param>
/// <param name="At">When its burst ended.</param>
public sealed record HeardControl(Csbk Block, TimeSpan At);
