using RadioNet.Plan;
using RadioNet.Protocols.M17;

namespace RadioNet.Core.M17;

/// <summary>One stream of a reflector on its way to the floor.</summary>
/// <param name="Number">Its number, which its bursts carry as stream id.</param>
/// <param name="Port">The link that it came by.</param>
/// <param name="Callsign">Who talks.</param>
/// <param name="Owner">Who makes its bursts.</param>
internal sealed record M17Talk(uint Number, SlotPort Port, M17Address Callsign, M17Incoming Owner);
