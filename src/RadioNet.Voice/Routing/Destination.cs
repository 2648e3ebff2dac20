using RadioNet.Protocols;

namespace RadioNet.Voice.Routing;

/// <summary>One place that a stream is sent to.</summary>
/// <param name="Port">The port.</param>
/// <param name="Slot">The timeslot there; a link between nodes has none, and carries the label that the stream came with.</param>
/// <param name="Lease">
/// The slot table's number for this use of the timeslot by a call, the same for all its talkers' turns. It rises with each
/// lease of a slot; a destination with a lower number than the slot has already seen is refused and counted, so that
/// decisions that overtake one another never put two streams on one timeslot. 0 on a port that carries many calls at once.
/// </param>
public readonly record struct Destination(PortId Port, Timeslot Slot, uint Lease);
