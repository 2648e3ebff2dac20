namespace RadioNet.BaseStation.Ports;

/// <summary>What a write came to.</summary>
/// <param name="Count">Octets that the port took, from the first on.</param>
/// <param name="Fault">Why it will never take any more; the port is to be disposed of. Null while it works.</param>
public readonly record struct PortWrite(int Count, PortFault? Fault = null);
