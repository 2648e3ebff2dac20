using RadioNet.Plan.Model;

namespace RadioNet.Core.Consoles;

/// <summary>What a console is told beside speech. Immutable: many consoles are told the same one.</summary>
internal abstract record ConsoleEvent
{
    private ConsoleEvent()
    {
    }

    /// <summary>How the console's own talk stands.</summary>
    /// <param name="State">How.</param>
    /// <param name="Talkgroup">Where.</param>
    public sealed record Floor(FloorState State, uint Talkgroup) : ConsoleEvent
    {
        /// <summary>Why, as the plan's word; empty where nothing is to be explained.</summary>
        public string Reason { get; init; } = "";

        /// <summary>The same as a sentence.</summary>
        public LocalizedText? Text { get; init; }

        /// <summary>For how long at most, where somebody has the floor; null where that is not known or does not pass.</summary>
        public TimeSpan? For { get; init; }

        /// <summary>Who has the floor, as people call it; empty for nobody.</summary>
        public string By { get; init; } = "";

        /// <summary>The place in the queue, from 1; 0 for none.</summary>
        public int Position { get; init; }
    }

    /// <summary>Somebody begins or ends to talk on a talkgroup that the console listens to.</summary>
    /// <param name="Talkgroup">Where.</param>
    /// <param name="Path">The number that the speech carries.</param>
    /// <param name="Call">The call's id.</param>
    /// <param name="Id">The spurt's id.</param>
    /// <param name="Source">Who talks.</param>
    /// <param name="Alias">Who that is, as people call it; empty where nobody knows.</param>
    /// <param name="Begins">Whether it begins.</param>
    /// <param name="Unheard">Why no speech comes of it; null when it does.</param>
    public sealed record Spurt(uint Talkgroup, ushort Path, string Call, string Id, uint Source, string Alias, bool Begins, LocalizedText? Unheard) : ConsoleEvent;

    /// <summary>Something that the console said was not obeyed.</summary>
    /// <param name="Reason">Why, in a word.</param>
    /// <param name="Text">The same as a sentence.</param>
    public sealed record Error(string Reason, LocalizedText Text) : ConsoleEvent;

    /// <summary>What the user may hear and talk on, first of all, and again when that changes.</summary>
    public sealed record Welcome(ConsoleUser User, IReadOnlyList<ConsoleTalkgroup> Talkgroups) : ConsoleEvent;

    /// <summary>An answer to a ping.</summary>
    /// <param name="Token">What the ping said.</param>
    public sealed record Pong(double Token) : ConsoleEvent;
}
