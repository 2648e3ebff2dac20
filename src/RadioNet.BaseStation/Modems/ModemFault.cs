using RadioNet.BaseStation.Ports;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Modems;

/// <summary>Why a modem can't be used, with a sentence for people that says what to do.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Text">The sentence.</param>
public sealed record ModemFault(ModemFaultKind Kind, LocalizedText Text)
{
    /// <summary>What is wrong with the port; null when the port is not to blame.</summary>
    public PortFaultKind? Port { get; init; }

    /// <summary>A port's fault as its modem's.</summary>
    public static ModemFault Of(PortFault fault) => new(ModemFaultKind.Port, fault.Text) { Port = fault.Kind };

    /// <inheritdoc/>
    public override string ToString() => Text.En;
}
