namespace RadioNet.Protocols.Homebrew;

/// <summary>One talkgroup, or a range of them, that a repeater asks to be sent always.</summary>
/// <param name="First">The talkgroup, or the range's first.</param>
/// <param name="Last">The range's last; the same as <paramref name="First"/> for one talkgroup.</param>
/// <param name="Slot">The timeslot.</param>
/// <param name="Local">What it is called at the repeater; the same as <paramref name="First"/> when not renamed.</param>
public readonly record struct StaticTalkgroup(TalkgroupId First, TalkgroupId Last, Timeslot Slot, TalkgroupId Local)
{
    /// <summary>One talkgroup by its own number.</summary>
    public static StaticTalkgroup Of(uint talkgroup, Timeslot slot) => new(new(talkgroup), new(talkgroup), slot, new(talkgroup));
}
