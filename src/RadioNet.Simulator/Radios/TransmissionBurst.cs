using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Radios;

/// <summary>One burst of a transmission.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">Its 264 bits, 33 octets.</param>
public readonly record struct TransmissionBurst(DmrdBurst Kind, ReadOnlyMemory<byte> Payload);
