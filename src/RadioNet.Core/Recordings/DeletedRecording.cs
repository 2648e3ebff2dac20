namespace RadioNet.Core.Recordings;

/// <summary>What is left of a recording that a policy deleted.</summary>
/// <param name="Number">The number of its entry.</param>
/// <param name="File">Its file.</param>
/// <param name="Sha256">SHA-256 of the file.</param>
public sealed record DeletedRecording(long Number, string File, string Sha256);
