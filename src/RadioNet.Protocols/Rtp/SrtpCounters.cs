namespace RadioNet.Protocols.Rtp;

/// <summary>What a receiver of one direction of a session counted, in packets.</summary>
/// <param name="Received">Authentic and new.</param>
/// <param name="Lost">Missing by the sequence numbers, those that came in the end taken off again.</param>
/// <param name="Reordered">Of the received, those that later ones had overtaken.</param>
/// <param name="Replayed">Refused: came before.</param>
/// <param name="Late">Refused: of a spurt that had ended, or too old to be known.</param>
/// <param name="Forged">Refused: the tag is another one.</param>
/// <param name="Malformed">Refused: no packet of a voice link.</param>
public readonly record struct SrtpCounters(long Received, long Lost, long Reordered, long Replayed, long Late, long Forged, long Malformed)
{
    /// <summary>All that was refused.</summary>
    public long Refused => Replayed + Late + Forged + Malformed;
}
