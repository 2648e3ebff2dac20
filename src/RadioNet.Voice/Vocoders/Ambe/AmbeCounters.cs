namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>What went well and wrong at a chip since it was first opened.</summary>
/// <param name="Answered">Pieces that it coded.</param>
/// <param name="Unanswered">Pieces that it had and did not answer in time: silence.</param>
/// <param name="Expired">Pieces that waited for it too long: silence.</param>
/// <param name="OutOfTurn">Answers that came late or out of order, when nothing waited for them any more: dropped.</param>
/// <param name="BadParity">Packets whose parity was wrong.</param>
/// <param name="Malformed">Answers of another length or kind than was asked for: silence.</param>
/// <param name="Realignments">How often the order of question and answer had to be found again.</param>
/// <param name="Losses">How often it was lost.</param>
/// <param name="Junk">Octets that belonged to no packet.</param>
public sealed record AmbeCounters(
    long Answered, long Unanswered, long Expired, long OutOfTurn, long BadParity, long Malformed, long Realignments, long Losses, long Junk);
