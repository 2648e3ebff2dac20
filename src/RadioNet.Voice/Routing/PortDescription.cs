using RadioNet.Protocols;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Routing;

/// <summary>What the router must know of a Homebrew port.</summary>
/// <param name="Repeater">The id that its datagrams carry, and that datagrams to it must carry.</param>
/// <param name="Peer">The address that it logged in from; the session's identity.</param>
/// <param name="ColorCode">Its colour code: bursts from a port with another one are rewritten to it.</param>
/// <param name="ManyCalls">
/// Whether the port carries many calls at once (<c>calls-at-once</c>): then a stream is known by (slot, source,
/// destination, kind of destination); otherwise a timeslot carries one stream at a time.
/// </param>
public sealed record PortDescription(RepeaterId Repeater, PeerAddress Peer, ColorCode ColorCode, bool ManyCalls);
