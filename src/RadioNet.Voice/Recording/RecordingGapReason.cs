namespace RadioNet.Voice.Recording;

/// <summary>Why bursts that came were not recorded; the values stand in the file.</summary>
public enum RecordingGapReason : byte
{
    /// <summary>The recorder's queue was full.</summary>
    Queue = 1,

    /// <summary>The disk refused them: full, mostly.</summary>
    Disk = 2,
}
