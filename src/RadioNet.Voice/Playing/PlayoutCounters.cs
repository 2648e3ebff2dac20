namespace RadioNet.Voice.Playing;

/// <summary>What became of what a loudspeaker was given.</summary>
/// <param name="Played">Pieces that were heard.</param>
/// <param name="Concealed">Pieces that were guessed because none was there.</param>
/// <param name="Trimmed">Pieces that were left out to catch up.</param>
/// <param name="Late">Pieces that came behind newer ones.</param>
/// <param name="Underruns">How often nothing was there within a spurt.</param>
public readonly record struct PlayoutCounters(long Played, long Concealed, long Trimmed, long Late, long Underruns);
