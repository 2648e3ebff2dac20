using RadioNet.CallControl;
using RadioNet.Core.Ports;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Calls;

/// <summary>What the ports of this node are called: SITE/REPEATER, SITE/BASE-STATION/CARRIER, or the neighbour node's id.</summary>
internal sealed class PortNames(PortBook ports, IPlanView plan)
{
    public string Of(PortId port) => ports.TryGet(port, out var opened) ? Of(opened.Repeater) : ports.NeighbourAt(port) ?? $"{port.Value}";

    public string Of(RepeaterId repeater) => plan.Current.TryPort(repeater, out var planned) ? $"{planned.Site.Id}/{planned.Name}" : $"{repeater}";
}
