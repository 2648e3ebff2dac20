namespace RadioNet.Core.Storage;

/// <summary>One revision of the plan as the history lists it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Sha256">SHA-256 of the text with its secrets, lower-case hexadecimal; of a root's revision at a node below it, of the sealed text, which has none.</param>
/// <param name="Who">Who made it.</param>
/// <param name="At">When, UTC, to the millisecond.</param>
/// <param name="Comment">What they said; may be empty.</param>
/// <param name="Origin">Where it came from.</param>
public sealed record StoredRevision(
    int Number, string Sha256, string Who, DateTimeOffset At, string Comment, RevisionOrigin Origin);
