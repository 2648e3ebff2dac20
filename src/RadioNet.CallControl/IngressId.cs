namespace RadioNet.CallControl;

/// <summary>A stream at a port, by the number that its node's router gave it.</summary>
/// <param name="Value">The number; unique at its node.</param>
/// <param name="Node">The node's id; empty where there is one node only.</param>
public readonly record struct IngressId(long Value, string Node = "");
