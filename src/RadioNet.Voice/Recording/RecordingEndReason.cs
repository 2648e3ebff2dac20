namespace RadioNet.Voice.Recording;

/// <summary>Why a recording was closed; the values stand in the file.</summary>
public enum RecordingEndReason : byte
{
    /// <summary>The call is over, or has been silent for long.</summary>
    Over = 1,

    /// <summary>The node stopped.</summary>
    NodeStopped = 2,

    /// <summary>The node died while it recorded, and closed it when it started again: the end of the voice may be missing.</summary>
    Recovered = 3,

    /// <summary>The disk refused it for so long that the rest was given up.</summary>
    Disk = 4,
}
