namespace RadioNet.Core.Storage;

/// <summary>Where a revision of the plan came from. The numbers are stored.</summary>
public enum RevisionOrigin
{
    /// <summary>What a node in an empty folder starts with.</summary>
    Initial = 1,

    /// <summary>The file named at the node's start.</summary>
    Start = 2,

    /// <summary>A text that somebody applied.</summary>
    Apply = 3,

    /// <summary>A change to one talkgroup or subscriber.</summary>
    Edit = 4,

    /// <summary>An older revision's content.</summary>
    Rollback = 5,

    /// <summary>The root's, at a node below it.</summary>
    Root = 6,
}
