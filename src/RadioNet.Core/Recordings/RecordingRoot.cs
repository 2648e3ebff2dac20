namespace RadioNet.Core.Recordings;

/// <summary>The entry that seals a node's chain up to a day: who keeps it elsewhere can tell later whether the chain was made anew.</summary>
/// <param name="Number">The entry's number.</param>
/// <param name="Hash">SHA-256 of its line, hexadecimal.</param>
/// <param name="Line">Its line, signed.</param>
public sealed record RecordingRoot(long Number, string Hash, string Line);
