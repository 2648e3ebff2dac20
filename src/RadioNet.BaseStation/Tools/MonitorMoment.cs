using System.Collections.Immutable;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>How a watched modem is at a moment, and what was counted since the watch began.</summary>
public sealed record MonitorMoment
{
    /// <summary>Since the modem's access was opened.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>The last status; null before the first.</summary>
    public StatusReply? Status { get; init; }

    /// <summary>Statuses.</summary>
    public long Statuses { get; init; }

    /// <summary>In how many statuses each flag was up.</summary>
    public required ImmutableDictionary<ModemStatusFlags, long> Flags { get; init; }

    /// <summary>What is heard in timeslot 1, or was last; null before anything was.</summary>
    public HeardSpurt? Slot1 { get; init; }

    /// <summary>The same in timeslot 2.</summary>
    public HeardSpurt? Slot2 { get; init; }

    /// <summary>Bursts from the air.</summary>
    public long Bursts { get; init; }

    /// <summary>Control signalling blocks among them.</summary>
    public long ControlBlocks { get; init; }

    /// <summary>What the modem refused.</summary>
    public long Refusals { get; init; }

    /// <summary>The last text of the firmware's; empty before the first.</summary>
    public string Debug { get; init; } = "";
}
