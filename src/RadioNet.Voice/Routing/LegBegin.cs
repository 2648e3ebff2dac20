using RadioNet.Protocols;

namespace RadioNet.Voice.Routing;

/// <summary>A stream's first burst went to one of its destinations.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Spurt">The spurt's number that voice links are told; 0 when it has none.</param>
/// <param name="Port">Where it went.</param>
/// <param name="Slot">The timeslot there.</param>
/// <param name="At">When it was handed to the socket, <see cref="TimeProvider.GetTimestamp"/> ticks.</param>
public readonly record struct LegBegin(StreamId Stream, ulong Spurt, PortId Port, Timeslot Slot, long At);
