namespace RadioNet.Core.Recordings;

/// <summary>What a check found of one recording.</summary>
public enum RecordingState
{
    /// <summary>Its file is as it was when it was closed.</summary>
    Intact,

    /// <summary>Its file is gone, and a signed entry says by which policy.</summary>
    Deleted,

    /// <summary>Its file is another than the one that was closed.</summary>
    Altered,

    /// <summary>Its file is gone, and nothing says why.</summary>
    Missing,

    /// <summary>A file that is in no chain, and is not being written.</summary>
    Foreign,

    /// <summary>A file that is being written, or whose node died and has not started again.</summary>
    Open,
}
