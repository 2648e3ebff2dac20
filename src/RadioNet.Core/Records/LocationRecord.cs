using RadioNet.Core.Storage;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Core.Records;

/// <summary>
/// Where a radio was heard, and where it said that it is. What becomes a record, and how often, is the rule of <see cref="LocationGate"/>.
/// </summary>
public sealed record LocationRecord : IStored
{
    /// <summary>The radio, 24 bits.</summary>
    public required uint Radio { get; init; }

    /// <summary>Its alias, as the plan had it then; empty when it had none.</summary>
    public string Alias { get; init; } = "";

    /// <summary>When it was heard, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The site that heard it.</summary>
    public required string Site { get; init; }

    /// <summary>What it said of its position (ETSI TS 102 361-2, clause 7.1.1.3); null when it was heard and said nothing.</summary>
    public GpsInfo? Position { get; init; }

    /// <inheritdoc/>
    public string Node { get; init; } = "";

    /// <inheritdoc/>
    public long Number { get; init; }

    /// <inheritdoc/>
    public StoreOrigin? Made { get; init; }
}
