namespace RadioNet.Voice.Routing;

/// <summary>One opening of a port (a repeater's session, a link's); given by the host, never used twice in a process.</summary>
public readonly record struct PortId(int Value);
