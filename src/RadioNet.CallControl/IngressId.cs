namespace RadioNet.CallControl;

/// <summary>A stream at one of this node's ports, by the number that its router gave it.</summary>
public readonly record struct IngressId(long Value);
