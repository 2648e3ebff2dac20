using RadioNet.BaseStation.Ports;

namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>Where a rig's modem is: behind a port of this machine, or made for the run.</summary>
/// <param name="Port">The port's address; null of a virtual modem.</param>
/// <param name="Virtual">Which board the virtual modem is; null of a real one.</param>
/// <param name="Line">The virtual modem's line.</param>
/// <param name="Baud">The speed of the virtual modem's line in bit/s; null: no slower than the system. A real port's stands in its address.</param>
internal sealed record ModemPlace(ModemPortAddress? Port, VirtualBoard? Virtual, VirtualLine Line, int? Baud);
