using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.Simulator.Conversations;

/// <summary>A radio at a site, as the people on the air know it.</summary>
/// <param name="Id">Its address.</param>
/// <param name="Site">Where it is; it stays there.</param>
/// <param name="Groups">The talkgroups that it has.</param>
public sealed record AirRadio(RadioId Id, string Site, ImmutableArray<TalkgroupId> Groups)
{
    /// <summary>Whether it may call another radio.</summary>
    public bool PrivateCalls { get; init; } = true;

    /// <summary>Whether it takes the floor from others: kept out of what two radios do at once.</summary>
    public bool PreEmpts { get; init; }

    /// <summary>Whether the network bars it.</summary>
    public bool Barred { get; init; }
}
