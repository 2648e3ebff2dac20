namespace RadioNet.BaseStation.Ports;

/// <summary>How a kept port is.</summary>
/// <param name="State">What it is doing.</param>
/// <param name="Fault">While it waits: why it can't be opened, or was lost.</param>
/// <param name="RetryIn">While it waits: for how long, from the change on.</param>
/// <param name="Openings">How often it was opened.</param>
/// <param name="Losses">How often it was lost.</param>
/// <param name="IsRepeated">Whether this only says again that it can't be opened, for the same cause: nothing to log.</param>
public sealed record PortStatus(PortState State, PortFault? Fault, TimeSpan RetryIn, long Openings, long Losses, bool IsRepeated)
{
    /// <summary>Not started.</summary>
    public static PortStatus Stopped { get; } = new(PortState.Stopped, null, default, 0, 0, false);
}
