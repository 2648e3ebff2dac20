using RadioNet.BaseStation.Ports;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Tools;

/// <summary>A modem can't be reached, or won't do what is asked; a sentence for people says why and what to do.</summary>
public sealed class ModemAccessException : Exception
{
    /// <summary>Makes one of a sentence.</summary>
    public ModemAccessException(LocalizedText text)
        : base(text.En) => Text = text;

    /// <summary>Makes one of a port's fault.</summary>
    public ModemAccessException(PortFault fault)
        : this(fault.Text) => Port = fault.Kind;

    /// <summary>The sentence.</summary>
    public LocalizedText Text { get; }

    /// <summary>What is wrong with the port; null when the port is not to blame.</summary>
    public PortFaultKind? Port { get; }
}
