using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.Plan.Model;

/// <summary>A base station of ours: a controller with one modem a carrier.</summary>
/// <param name="Id">Its name within the site.</param>
public sealed record BaseStation(string Id)
{
    /// <summary>How its timeslots are given to calls.</summary>
    public BaseStationMode Mode { get; init; } = BaseStationMode.Conventional;

    /// <summary>Its colour code on the air.</summary>
    public ColorCode ColorCode { get; init; } = new(1);

    /// <summary>Its carriers; at least one.</summary>
    public ImmutableArray<Carrier> Carriers { get; init; } = [];

    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; init; }
}
