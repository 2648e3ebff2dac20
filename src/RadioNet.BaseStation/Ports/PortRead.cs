namespace RadioNet.BaseStation.Ports;

/// <summary>What a read came to.</summary>
/// <param name="Count">Octets that were read.</param>
/// <param name="Fault">Why there will never be any more; the port is to be disposed of. Null while it works.</param>
public readonly record struct PortRead(int Count, PortFault? Fault = null);
