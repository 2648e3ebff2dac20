namespace RadioNet.Voice.M17;

/// <summary>Why a link to a reflector failed last.</summary>
public enum M17LinkFault : byte
{
    /// <summary>It did not, or stands again.</summary>
    None,

    /// <summary>The reflector did not answer.</summary>
    NoAnswer,

    /// <summary>The reflector refused: it has no such module, or does not take this callsign.</summary>
    Refused,

    /// <summary>The reflector said nothing any more.</summary>
    Silent,

    /// <summary>The reflector ended it.</summary>
    Ended,
}
