using RadioNet.CallControl.Channels;
using RadioNet.Plan;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Ports;

/// <summary>A port that is open: which repeater or carrier it is, where, and of what shape.</summary>
/// <param name="Port">The port's number.</param>
/// <param name="Repeater">The repeater, or the carrier's number (<see cref="Plan.SlotPort"/>).</param>
/// <param name="Site">Its site.</param>
/// <param name="Shape">What the slot table was told of it.</param>
internal sealed record OpenedPort(PortId Port, RepeaterId Repeater, string Site, RepeaterShape Shape)
{
    /// <summary>What the router was told of a Homebrew session; null for a voice link.</summary>
    public PortDescription? Session { get; init; }

    /// <summary>Whether it carries many calls at once, and its timeslots are labels.</summary>
    public bool ManyCalls => Session?.ManyCalls ?? SlotPorts.IsConsoles(Repeater);
}
