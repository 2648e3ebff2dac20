using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Ports;

/// <summary>Why a port can't be opened or is open no more, with a sentence for people that says what to do.</summary>
public sealed record PortFault(PortFaultKind Kind, LocalizedText Text)
{
    /// <summary>This side closed the port.</summary>
    public static PortFault Closed { get; } = new(PortFaultKind.Closed, new LocalizedText("Cổng đã đóng.", "The port is closed."));

    /// <inheritdoc/>
    public override string ToString() => Text.En;
}
