using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Air;

/// <summary>A burst of a call as a handset heard it.</summary>
/// <param name="Burst">When, and its bits as received.</param>
/// <param name="Kind">What it is.</param>
/// <param name="BitErrors">Of a voice burst, the errors found in 141 bits.</param>
public readonly record struct HeardCallBurst(AirBurst Burst, DmrdBurst Kind, int BitErrors);
