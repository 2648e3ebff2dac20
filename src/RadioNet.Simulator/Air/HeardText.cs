using RadioNet.Protocols;

namespace RadioNet.Simulator.Air;

/// <summary>A text that a handset received.</summary>
/// <param name="Source">Who sent it.</param>
/// <param name="Target">The address that it is for.</param>
/// <param name="TargetKind">What <paramref name="Target"/> names.</param>
/// <param name="Text">The text.</param>
/// <param name="At">When its last burst ended.</param>
public sealed record HeardText(RadioId Source, uint Target, AddressKind TargetKind, string Text, TimeSpan At);
