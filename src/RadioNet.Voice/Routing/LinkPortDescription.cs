using RadioNet.Protocols;

namespace RadioNet.Voice.Routing;

/// <summary>What the router must know of a port that is a voice link.</summary>
/// <param name="ColorCode">
/// The colour code of the carrier behind it: bursts from a port with another one are rewritten to it. Null behind a link between nodes,
/// where bursts of many colour codes pass as they came.
/// </param>
/// <param name="ManyCalls">
/// Whether it carries many calls at once, as a link between nodes does; otherwise it is one carrier, and a timeslot carries one stream
/// at a time.
/// </param>
public sealed record LinkPortDescription(ColorCode? ColorCode, bool ManyCalls)
{
    /// <summary>
    /// A link between nodes: many calls of any colour code, each with the timeslot that its talker has as a label. What comes in there is
    /// announced to nobody, but goes where a <see cref="RouterCommand.Relay"/> says.
    /// </summary>
    public static LinkPortDescription Nodes { get; } = new(null, ManyCalls: true) { BetweenNodes = true };

    /// <summary>Whether another node is at its other end.</summary>
    public bool BetweenNodes { get; init; }
}
