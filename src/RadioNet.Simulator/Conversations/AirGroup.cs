using System.Collections.Immutable;
using RadioNet.Protocols;

namespace RadioNet.Simulator.Conversations;

/// <summary>A talkgroup, as the people on the air know it.</summary>
/// <param name="Id">Its address.</param>
/// <param name="Slot">The timeslot that it uses.</param>
/// <param name="Sites">The sites that it may go to.</param>
public sealed record AirGroup(TalkgroupId Id, Timeslot Slot, ImmutableArray<string> Sites)
{
    /// <summary>Whether it goes only to those of its sites where a radio of it was heard.</summary>
    public bool Affiliated { get; init; }

    /// <summary>Whether nobody answers on it.</summary>
    public bool OneWay { get; init; }

    /// <summary>Whether an emergency on it goes before other calls.</summary>
    public bool EmergencyFirst { get; init; } = true;

    /// <summary>For how long its timeslots are kept after a talker stops.</summary>
    public TimeSpan HangTime { get; init; } = TimeSpan.FromSeconds(3);
}
