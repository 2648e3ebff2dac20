namespace RadioNet.CallControl;

/// <summary>The kinds of calls.</summary>
public enum CallType : byte
{
    /// <summary>A talkgroup's call: its talkers take turns.</summary>
    Group,

    /// <summary>Between two radios.</summary>
    Private,

    /// <summary>A talkgroup's one-way call: one spurt, nobody answers (ETSI TS 102 361-2, clause 5.2.1.4).</summary>
    Broadcast,

    /// <summary>One-way to everybody (ETSI TS 102 361-2, clause 5.2.1.5).</summary>
    All,

    /// <summary>Data or signalling bursts: no floor.</summary>
    Data,
}
