namespace RadioNet.Voice.Playing;

/// <summary>What is known of 20 ms of a call's speech.</summary>
public readonly record struct SpeechPiece
{
    /// <summary>The call's number.</summary>
    public required ulong Call { get; init; }

    /// <summary>The spurt's number.</summary>
    public required ulong Spurt { get; init; }

    /// <summary>Its place in the spurt, counted in pieces from the first that was heard. It jumps over what was lost and not concealed.</summary>
    public required uint Sequence { get; init; }

    /// <summary>Whether it is the first of its spurt.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Whether the spurt is over: a piece of silence more than was said, since the end is known only after all of it.</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether it is a guess, or silence, in place of what was lost or could not be decoded.</summary>
    public bool IsConcealed { get; init; }

    /// <summary>When its burst came, in microseconds of the clock that the player is fed with; of what never came, when it was given up.</summary>
    public required long ArrivedMicroseconds { get; init; }
}
