namespace RadioNet.Voice.Routing;

/// <summary>What a stream between nodes is known by: numbers that all nodes on its way have from their signalling.</summary>
/// <param name="Call">The call.</param>
/// <param name="Spurt">The spurt.</param>
internal readonly record struct RelayKey(ulong Call, ulong Spurt);
