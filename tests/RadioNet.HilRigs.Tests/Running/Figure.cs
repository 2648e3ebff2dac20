using RadioNet.Plan.Model;

namespace RadioNet.HilRigs.Tests.Running;

/// <summary>A figure that a scenario measured.</summary>
/// <param name="Label">Of what.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">In what; empty of a count.</param>
internal sealed record Figure(LocalizedText Label, double Value, string Unit);
