using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.HilRigs.Tests.Driving;

/// <summary>A burst that the modem reported.</summary>
/// <param name="At">When.</param>
/// <param name="Slot">The timeslot.</param>
/// <param name="Control">What the modem says that it is.</param>
/// <param name="Octets">Its 33 octets.</param>
/// <param name="Dbm">Its strength, where the modem tells it.</param>
internal sealed record HeardBurst(TimeSpan At, Timeslot Slot, DmrControl Control, byte[] Octets, double? Dbm);
