namespace RadioNet.Core.Records;

/// <summary>Whom a call is for, and what it carries.</summary>
public enum CallType
{
    /// <summary>A talkgroup.</summary>
    Group,

    /// <summary>One radio.</summary>
    Private,

    /// <summary>A talkgroup that nobody answers.</summary>
    Broadcast,

    /// <summary>Everybody.</summary>
    All,

    /// <summary>Data or short messages, to a talkgroup or a radio.</summary>
    Data,
}
