using RadioNet.Protocols;

namespace RadioNet.CallControl;

/// <summary>Who stands against a request for the floor, and for how long.</summary>
/// <param name="Radio">Who has the floor.</param>
/// <param name="AtMost">How long it may last yet: what the talkgroup's time limit leaves of the spurt.</param>
public readonly record struct FloorHolder(RadioId Radio, TimeSpan AtMost);
