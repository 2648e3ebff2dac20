namespace RadioNet.Voice.Recording;

/// <summary>What one record of a recording's file says; the values stand in the file.</summary>
public enum RecordingKind : byte
{
    /// <summary>Which call this is a recording of: the first record, <see cref="RecordingHeader"/>.</summary>
    Header = 1,

    /// <summary>A talker's turn begins, or more is known of it: <see cref="RecordingSpurt"/>.</summary>
    Spurt = 2,

    /// <summary>A burst as it came: <see cref="RecordingFrame"/>.</summary>
    Frame = 3,

    /// <summary>Bursts that came and could not be recorded: <see cref="RecordingGap"/>.</summary>
    Gap = 4,

    /// <summary>A talker's turn is over: <see cref="RecordingSpurtEnd"/>.</summary>
    SpurtEnd = 5,

    /// <summary>The recording is closed: the last record, <see cref="RecordingEnd"/>.</summary>
    End = 6,
}
