namespace RadioNet.Core.Recordings;

/// <summary>What a check found of one recording's file.</summary>
/// <param name="File">The file below <c>recordings</c>.</param>
/// <param name="State">How it is.</param>
/// <param name="Entry">Its entry; null when it has none.</param>
/// <param name="Policy">The policy that deleted it; null when none did.</param>
public sealed record RecordingFinding(string File, RecordingState State, RecordingEntry? Entry, string? Policy = null)
{
    /// <summary>Whether somebody should look at it.</summary>
    public bool IsWrong => State is RecordingState.Altered or RecordingState.Missing or RecordingState.Foreign;
}
