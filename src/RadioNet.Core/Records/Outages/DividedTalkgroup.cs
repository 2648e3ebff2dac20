namespace RadioNet.Core.Records.Outages;

/// <summary>A talkgroup that was used on both sides at once.</summary>
/// <param name="Talkgroup">Its 24-bit id.</param>
/// <param name="Name">Its name, as the plan had it then; may be empty.</param>
/// <param name="From">From when on both sides had a call, UTC.</param>
/// <param name="To">Until when, UTC.</param>
/// <param name="Upper">The calls of the side that has the home, in the order of time.</param>
/// <param name="Lower">The calls of the side that was cut off, in the order of time.</param>
public sealed record DividedTalkgroup(
    uint Talkgroup, string Name, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<DividedCall> Upper, IReadOnlyList<DividedCall> Lower);
