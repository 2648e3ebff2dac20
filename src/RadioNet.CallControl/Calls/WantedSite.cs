using RadioNet.Protocols;

namespace RadioNet.CallControl.Calls;

/// <summary>What a call wants of a site.</summary>
/// <param name="Site">The site.</param>
/// <param name="Group">The talkgroup; null for a call that is not a group's.</param>
/// <param name="Slot">The timeslot on conventional repeaters.</param>
/// <param name="Only">The one timeslot that is wanted; null for all repeaters.</param>
internal sealed record WantedSite(string Site, TalkgroupId? Group, Timeslot Slot, RepeaterSlot? Only);
