namespace RadioNet.Voice.Routing;

/// <summary>One stream that came in at a port, from its first burst to its end; given by the router, never used twice.</summary>
public readonly record struct StreamId(long Value);
