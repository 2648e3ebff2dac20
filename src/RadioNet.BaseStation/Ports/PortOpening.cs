using System.Diagnostics.CodeAnalysis;

namespace RadioNet.BaseStation.Ports;

/// <summary>What opening a port came to: the port, or why there is none.</summary>
public readonly record struct PortOpening(IModemPort? Port, PortFault? Fault)
{
    /// <summary>Whether there is a port; it is the caller's to dispose of.</summary>
    [MemberNotNullWhen(true, nameof(Port))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsOpen => Port is not null;

    public static implicit operator PortOpening(PortFault fault) => new(null, fault);
}
