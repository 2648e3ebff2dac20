namespace RadioNet.Protocols.Dmr;

/// <summary>Link control start/stop: which fragment a burst or CACH carries (ETSI TS 102 361-1, clause 9.3.3).</summary>
public enum Lcss : byte
{
    /// <summary>A single fragment, or none.</summary>
    Single = 0,

    /// <summary>The first fragment.</summary>
    First = 1,

    /// <summary>The last fragment.</summary>
    Last = 2,

    /// <summary>A fragment between.</summary>
    Continuation = 3,
}
