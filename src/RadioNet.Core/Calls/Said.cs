using RadioNet.CallControl.Messages;

namespace RadioNet.Core.Calls;

/// <summary>What waits for the switchboard.</summary>
/// <param name="From">The machine that says it; nobody's when a part of the node does.</param>
/// <param name="Letter">What, and to whom.</param>
internal readonly record struct Said(Address From, Letter Letter);
