using RadioNet.Protocols;

namespace RadioNet.Simulator.Bench;

/// <summary>A repeater of a load test.</summary>
/// <param name="Repeater">The id that it logs in with.</param>
/// <param name="Secret">Its secret.</param>
/// <param name="ColorCode">Its colour code.</param>
public sealed record BenchRepeater(RepeaterId Repeater, string Secret, ColorCode ColorCode);
