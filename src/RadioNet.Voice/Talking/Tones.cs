namespace RadioNet.Voice.Talking;

/// <summary>The tones that tell a talker what became of a press.</summary>
public static class Tones
{
    /// <summary>The floor is granted: talk.</summary>
    public static Tone Grant { get; } = new((910, 40), (0, 20), (910, 40));

    /// <summary>The floor is denied.</summary>
    public static Tone Denial { get; } = new((330, 400));

    /// <summary>The press waits in the queue.</summary>
    public static Tone Queued { get; } = new((620, 80));

    /// <summary>The floor was taken away, or the time is over.</summary>
    public static Tone Ended { get; } = new((620, 100), (0, 40), (415, 160));
}
