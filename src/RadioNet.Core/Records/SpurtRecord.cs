namespace RadioNet.Core.Records;

/// <summary>One talker's turn in a call.</summary>
public sealed record SpurtRecord
{
    /// <summary>The id that the arbiter gave.</summary>
    public required string Id { get; init; }

    /// <summary>The radio that talks.</summary>
    public required uint Source { get; init; }

    /// <summary>Its alias, as the plan had it then; empty when it had none.</summary>
    public string SourceName { get; init; } = "";

    /// <summary>The site where it was heard.</summary>
    public required string Site { get; init; }

    /// <summary>The repeater that heard it; 0 when it was none, or a base station of ours.</summary>
    public uint Repeater { get; init; }

    /// <summary>
    /// What heard it, as people call it at its site: a repeater's number, or a base station's carrier such as <c>bs1/c1</c>; empty
    /// when not known.
    /// </summary>
    public string HeardBy { get; init; } = "";

    /// <summary>The timeslot, 1 or 2; 0 when it had none.</summary>
    public byte Slot { get; init; }

    /// <summary>When it was pressed, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it was released, UTC; null while it runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Why it ended (<c>ended</c>, <c>inactive</c>, <c>time-limit</c>, <c>pre-empted</c>); null while it runs.</summary>
    public string? EndReason { get; init; }

    /// <summary>Why it had no floor; null when it had.</summary>
    public string? DeniedReason { get; init; }

    /// <summary>Bursts that came in.</summary>
    public uint Bursts { get; init; }

    /// <summary>Bursts that the sequence numbers say are missing.</summary>
    public uint Missing { get; init; }

    /// <summary>The bit error ratio that the repeater reported, 0 to 1; null when it reported none.</summary>
    public double? Ber { get; init; }

    /// <summary>The mean signal strength in dBm; null when the repeater reported none.</summary>
    public int? Rssi { get; init; }

    /// <summary>Whether it was an emergency.</summary>
    public bool Emergency { get; init; }

    /// <summary>Whether its own repeater may have repeated it although the network did not carry it.</summary>
    public bool HeardLocallyOnly { get; init; }
}
