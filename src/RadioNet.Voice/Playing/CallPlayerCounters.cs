namespace RadioNet.Voice.Playing;

/// <summary>
/// What became of a call's speech. Of each spurt, every piece from the first that came to the end is in one of
/// <see cref="Said"/>, <see cref="Concealed"/>, <see cref="Silent"/>, <see cref="Skipped"/>, <see cref="Trimmed"/> and <see cref="Enciphered"/>.
/// </summary>
/// <param name="Said">Pieces that were heard as they were said.</param>
/// <param name="Concealed">Pieces that were heard as a guess.</param>
/// <param name="Silent">Pieces that were heard as silence: the decoder could not do better.</param>
/// <param name="Skipped">Pieces that were lost and for which nothing was played.</param>
/// <param name="Trimmed">Pieces that came too late of a stall, and were left out to catch up.</param>
/// <param name="Enciphered">Pieces that nothing here can decode.</param>
/// <param name="Late">Bursts that came when they had been given up.</param>
/// <param name="Duplicates">Bursts that came twice.</param>
/// <param name="Strange">Bursts of a spurt that was over.</param>
/// <param name="Spurts">Spurts that were begun.</param>
public readonly record struct CallPlayerCounters(
    long Said, long Concealed, long Silent, long Skipped, long Trimmed, long Enciphered, long Late, long Duplicates, long Strange, long Spurts);
