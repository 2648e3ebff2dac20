namespace RadioNet.Core.Records;

/// <summary>The kinds of alarm, as the words that the records and the API carry.</summary>
public static class AlarmKind
{
    /// <summary>A radio raised an emergency; the subject is its id.</summary>
    public const string Emergency = "emergency";

    /// <summary>One radio was heard at two sites at once; the subject is its id.</summary>
    public const string Clone = "clone";

    /// <summary>Two boxes log in with one repeater id; the subject is that id.</summary>
    public const string TwoBoxesOneId = "two-boxes-one-id";

    /// <summary>Call records were lost: the queue was full, or the disk refused them.</summary>
    public const string RecordsGap = "records-gap";

    /// <summary>The data folder's disk is full.</summary>
    public const string DiskFull = "disk-full";

    /// <summary>The data folder's disk takes no recordings; cleared by the node when it does again.</summary>
    public const string RecordingStopped = "recording-stopped";

    /// <summary>A lower node's chain of recordings is not the one that is kept of it any more; the subject is the node's id.</summary>
    public const string RecordingsAnew = "recordings-anew";

    /// <summary>A vocoder chip or library that the node's options name does not work; the subject is its address or file. Cleared by the node.</summary>
    public const string VocoderDown = "vocoder-down";

    /// <summary>A link of the plan to an M17 reflector does not stand; the subject is its id. Cleared by the node.</summary>
    public const string M17LinkDown = "m17-link-down";

    /// <summary>The kernel dropped datagrams before the node could read them.</summary>
    public const string KernelDrops = "kernel-drops";

    /// <summary>Many attempts to enroll had a wrong token.</summary>
    public const string EnrollmentRefused = "enrollment-refused";

    /// <summary>A peer with a certificate of the network was refused; the subject is <c>site/ID</c> or <c>node/ID</c>.</summary>
    public const string LinkRefused = "link-refused";

    /// <summary>A peer's certificate is over and still serves for some days; the subject is <c>site/ID</c> or <c>node/ID</c>.</summary>
    public const string CertificateExpired = "certificate-expired";

    /// <summary>A base station that was attached is so no more; the subject is <c>SITE/BASE-STATION</c>.</summary>
    public const string StationLost = "station-lost";

    /// <summary>A base station could not do all that its plan says; the subject is <c>SITE/BASE-STATION</c>.</summary>
    public const string StationPlan = "station-plan";

    /// <summary>A base station reports talkers whose voice does not come; the subject is <c>SITE/BASE-STATION</c>.</summary>
    public const string VoiceBlocked = "voice-blocked";

    /// <summary>A node that was attached to this one is so no more; the subject is its id.</summary>
    public const string NodeLost = "node-lost";

    /// <summary>The voice of a node that is attached to this one does not come through; the subject is its id.</summary>
    public const string NodeVoiceBlocked = "node-voice-blocked";

    /// <summary>The root did not take an edit that was made here while it was not in reach; the subject is the edit, <c>NODE.NUMBER</c>.</summary>
    public const string EditNotTaken = "edit-not-taken";

    /// <summary>This node is attached to none above it any more; the subject is the one that it was attached to.</summary>
    public const string UplinkLost = "uplink-lost";

    /// <summary>The root node has not the network's CA, or another node's own certificate does not read: it has no links.</summary>
    public const string NoLinks = "no-links";
}
