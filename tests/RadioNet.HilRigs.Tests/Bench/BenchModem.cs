using RadioNet.BaseStation.Ports;
using RadioNet.HilRigs.Tests.Driving;

namespace RadioNet.HilRigs.Tests.Bench;

/// <summary>A modem of a bench.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Guard">What never happens to it.</param>
/// <param name="Trouble">What happens to it on purpose.</param>
internal sealed record BenchModem(ModemPortAddress Address, TransmitGuard Guard, LineTrouble Trouble);
