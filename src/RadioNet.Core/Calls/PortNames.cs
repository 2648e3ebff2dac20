using RadioNet.CallControl;
using RadioNet.Core.Ports;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Calls;

/// <summary>What the ports of this node are called: SITE/REPEATER, or SITE/BASE-STATION/CARRIER.</summary>
internal sealed class PortNames(PortBook ports, IPlanView plan)
{
    public string Of(PortId port) => !ports.TryGet(port, out var opened) ? $"{port.Value}"
        : plan.Current.TryPort(opened.Repeater, out var planned) ? $"{opened.Site}/{planned.Name}"
        : $"{opened.Site}/{opened.Repeater}";
}
