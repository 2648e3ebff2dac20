using System.Text.Json.Serialization;

namespace RadioNet.Core.Recordings;

/// <summary>One line of a node's chain of recordings (RECORDINGS.md). What does not belong to its kind is null.</summary>
public sealed record RecordingEntry
{
    /// <summary>The kind of an entry for a closed recording.</summary>
    public const string RecordingKind = "recording";

    /// <summary>The kind of an entry that seals those before it, once a day.</summary>
    public const string RootKind = "root";

    /// <summary>The kind of an entry that says which recordings a policy deleted.</summary>
    public const string DeletedKind = "deleted";

    /// <summary>From 1, without a gap.</summary>
    public required long Number { get; init; }

    /// <summary>SHA-256 of the line before, hexadecimal; 64 zeros in the first.</summary>
    public required string Before { get; init; }

    /// <summary>What it is.</summary>
    public required string Kind { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The node whose chain it is.</summary>
    public required string Node { get; init; }

    /// <summary>Of a recording: the call's id.</summary>
    public string? Call { get; init; }

    /// <summary>Of a recording: its file below <c>recordings</c>.</summary>
    public string? File { get; init; }

    /// <summary>Of a recording: SHA-256 of its file, hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Of a recording: octets of its file.</summary>
    public long? Octets { get; init; }

    /// <summary>Of a recording: when it began, UTC.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>Of a recording: when its last burst came, UTC.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Of a recording: the talkgroup.</summary>
    public uint? Talkgroup { get; init; }

    /// <summary>Of a recording: the radios that talked.</summary>
    public IReadOnlyList<uint>? Radios { get; init; }

    /// <summary>Of a recording: the sites where they were heard, as far as the recorder knew.</summary>
    public IReadOnlyList<string>? Sites { get; init; }

    /// <summary>Of a recording: the turns.</summary>
    public int? Spurts { get; init; }

    /// <summary>Of a recording: the bursts in it.</summary>
    public uint? Frames { get; init; }

    /// <summary>Of a recording: bursts that were lost on the way to the recorder.</summary>
    public uint? Missing { get; init; }

    /// <summary>Of a recording: bursts that came and were not recorded.</summary>
    public uint? Unrecorded { get; init; }

    /// <summary>Of a recording: why it was closed (<c>over</c>, <c>node-stopped</c>, <c>recovered</c>).</summary>
    public string? Why { get; init; }

    /// <summary>Of a root: the day (UTC) of the newest entry that it seals.</summary>
    public string? Day { get; init; }

    /// <summary>Of a deletion: which policy.</summary>
    public string? Policy { get; init; }

    /// <summary>Of a deletion: what was deleted.</summary>
    public IReadOnlyList<DeletedRecording>? Deleted { get; init; }

    /// <summary>Of a root and a deletion: the certificate of the node that signed it, DER in base64; null when it had none.</summary>
    public string? Certificate { get; init; }

    /// <summary>ECDSA with SHA-256 (IEEE P1363 format), base64, over the line up to this field; the last one there is.</summary>
    public string? Signature { get; init; }

    /// <summary>Whether it must be signed.</summary>
    [JsonIgnore]
    public bool IsSeal => Kind is RootKind or DeletedKind;
}
