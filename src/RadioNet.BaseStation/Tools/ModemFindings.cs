using RadioNet.BaseStation.Modems;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>What is known of a modem.</summary>
public sealed record ModemFindings
{
    /// <summary>What it is; null when it has not answered.</summary>
    public VersionReply? Modem { get; init; }

    /// <summary>How it is; null when it has not said.</summary>
    public StatusReply? Status { get; init; }

    /// <summary>How the base station that has it sees it; null when there is none.</summary>
    public ModemCondition? Condition { get; init; }

    /// <summary>How it did at that base station; null when there is none.</summary>
    public ModemHealth? Health { get; init; }
}
