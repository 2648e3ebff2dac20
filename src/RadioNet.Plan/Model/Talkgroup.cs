using RadioNet.Protocols;

namespace RadioNet.Plan.Model;

/// <summary>A group that is called as one.</summary>
/// <param name="Id">Its group address.</param>
/// <param name="Home">The place whose node arbitrates it.</param>
public sealed record Talkgroup(TalkgroupId Id, string Home)
{
    /// <summary>What people call it.</summary>
    public LocalizedText Name { get; init; } = LocalizedText.Same(Id.ToString());

    /// <summary>The sites that it goes to.</summary>
    public SiteSelection Sites { get; init; } = SiteSelection.All;

    /// <summary>The timeslot that it uses on conventional repeaters.</summary>
    public Timeslot Slot { get; init; } = Timeslot.One;

    /// <summary>0 lowest to 10 highest; decides between calls at a slot.</summary>
    public int Priority { get; init; } = 5;

    /// <summary>For how long a call's slots are kept after a talker stops.</summary>
    public TimeSpan HangTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest spurt.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether an emergency on it takes the emergency priority; false never takes the alarm away.</summary>
    public bool Emergency { get; init; } = true;

    /// <summary>Whether its calls are recorded.</summary>
    public bool Record { get; init; }

    /// <summary>Whether its calls are one-way: one spurt, nobody answers (a broadcast call).</summary>
    public bool Broadcast { get; init; }

    /// <summary>When its calls start at trunked sites.</summary>
    public CallStart Start { get; init; } = CallStart.First;

    /// <summary>What its vocoder frames hold.</summary>
    public VocoderKind Vocoder { get; init; } = VocoderKind.Ambe2;

    /// <summary>The line of the plan that says so, from 1; 0 when the plan was not read from text.</summary>
    public int Line { get; init; }
}
