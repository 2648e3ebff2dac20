namespace RadioNet.Core.Ports.Homebrew;

/// <summary>What the master counted; written by the sessions' thread.</summary>
internal sealed class MasterCounters
{
    /// <summary>Login requests that were answered.</summary>
    public long Logins { get; set; }

    /// <summary>Logins refused: an unknown id, or a wrong proof.</summary>
    public long Refused { get; set; }

    /// <summary>Refused because another node serves the repeater's site, and keeps it, or this one does not have its secret.</summary>
    public long Elsewhere { get; set; }

    /// <summary>Messages of a session that this node does not know, or with another's id.</summary>
    public long Foreign { get; set; }

    /// <summary>Replies that were not given, because the source had too many.</summary>
    public long Silenced { get; set; }

    /// <summary>Datagrams that are no message of the protocol.</summary>
    public long Malformed { get; set; }

    /// <summary>Messages that need no answer and change nothing: talker alias and position hints, other dialects.</summary>
    public long Ignored { get; set; }

    /// <summary>Sessions that fell silent.</summary>
    public long Expired { get; set; }
}
