using RadioNet.CallControl.Registration;

namespace RadioNet.CallControl.Calls;

/// <summary>A request for the floor that has passed admission: who, where, with what rights.</summary>
public sealed record FloorRequest
{
    /// <summary>The stream that asks by its first burst.</summary>
    public required HeardStream Stream { get; init; }

    /// <summary>The site that it was heard at.</summary>
    public required string Site { get; init; }

    /// <summary>The kind of call that it makes.</summary>
    public required CallType Type { get; init; }

    /// <summary>The talker's priority within the call, 0 to 10.</summary>
    public int Priority { get; init; }

    /// <summary>Whether the talker takes the floor from a lower priority.</summary>
    public bool PreEmpt { get; init; }

    /// <summary>Whether the radio raised an emergency with it.</summary>
    public bool Alarm { get; init; }

    /// <summary>Whether it has the emergency priority: an alarm on a talkgroup that grants it.</summary>
    public bool Emergency { get; init; }

    /// <summary>
    /// Whether the asker can wait in the queue: a console, a base station of ours. A radio behind a conventional repeater
    /// can't be told to.
    /// </summary>
    public bool CanWait { get; init; }

    /// <summary>For a call to one radio: where that radio was last heard.</summary>
    public Location? Callee { get; init; }

    /// <summary>The spurt that it has been since an earlier activation of the arbiter granted it; null when none did.</summary>
    public SpurtId? Spurt { get; init; }

    /// <summary>The denial that it already got from an earlier activation of the arbiter; null when it got none.</summary>
    public CallReport? Denied { get; init; }

    /// <summary>The stream's number.</summary>
    public IngressId Ingress => Stream.Ingress;

    /// <summary>The timeslot that it came in at.</summary>
    public RepeaterSlot At => new(Stream.Repeater, Stream.Slot);
}
