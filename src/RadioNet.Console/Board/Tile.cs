using RadioNet.Api;

namespace RadioNet.Consoles.Board;

/// <summary>One talkgroup on the board.</summary>
public sealed class Tile(ConsoleTalkgroup talkgroup)
{
    /// <summary>The talkgroup.</summary>
    public ConsoleTalkgroup Talkgroup { get; } = talkgroup;

    /// <summary>What cannot be spoken here because its vocoder is missing, vi and en; null when nothing is.</summary>
    public (string Vi, string En)? NoVocoder { get; internal set; }

    /// <summary>Whether one listens to it.</summary>
    public bool Listening { get; set; }

    /// <summary>Whether it is silent for a while.</summary>
    public bool Muted { get; set; }

    /// <summary>0 to 1.5.</summary>
    public double Volume { get; set; } = 1;

    /// <summary>The call that goes on; null for none.</summary>
    public string? Call { get; internal set; }

    /// <summary>Who talks now, by name or number; null for nobody.</summary>
    public string? Talker { get; internal set; }

    /// <summary>Who talked last, by name or number; empty for nobody since the page was opened.</summary>
    public string LastTalker { get; internal set; } = "";

    /// <summary>Where the talker was heard; empty when not known.</summary>
    public string Site { get; internal set; } = "";

    /// <summary>Since when the talker talks, or when the last one began.</summary>
    public DateTimeOffset Since { get; internal set; }

    /// <summary>Why nothing is heard of who talks, vi and en; null when it is.</summary>
    public (string Vi, string En)? Unheard { get; internal set; }

    /// <summary>Whether the call is an emergency.</summary>
    public bool Emergency { get; internal set; }

    /// <summary>Whether there is somebody to take the floor from.</summary>
    public bool IsAnothers => Talker is not null && Floor is not FloorState.Granted && Talkgroup.CanTalk;

    /// <summary>One's own wish to talk.</summary>
    public FloorState Floor { get; internal set; }

    /// <summary>Why it went as it did, vi and en; null when there is nothing to say.</summary>
    public (string Vi, string En)? FloorText { get; internal set; }

    /// <summary>Until when what refused it may last; null when nobody knows.</summary>
    public DateTimeOffset? FloorUntil { get; internal set; }

    /// <summary>Until when the refusal is shown.</summary>
    internal DateTimeOffset FloorShown { get; set; }

    /// <summary>Whether the state moves with the clock: then it is drawn anew each second.</summary>
    public bool Ticks => Talker is not null || Floor is not FloorState.None;

    /// <summary>The spurt that one hears now; what the watch says of the same one changes nothing.</summary>
    internal string Spurt { get; set; } = "";
}
